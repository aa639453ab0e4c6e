"""The planner and its suggestions, part by part."""
