"""Projects that slip by chance: how late, what that does to the load, and how likely overload becomes."""
