"""Scenarios: named moves over a version, what they mean, the rules they break and the overload they leave."""
