"""Change-impact heatmap: which units carry too much change, when, and why."""
