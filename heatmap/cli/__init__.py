"""The command line: heatmap check, publish, versions, restore, score, explain and serve."""
