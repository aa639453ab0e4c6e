"""How ready a unit is: states, pace, and which small groups may be shown."""
