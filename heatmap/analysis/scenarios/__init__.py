"""What if we move it, what should we move? Scenarios and suggestions for the planner and its commands."""
