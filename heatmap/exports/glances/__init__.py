"""Views at a glance: what of each view is on its one slide."""
