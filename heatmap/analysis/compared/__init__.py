"""What has changed between two versions: the difference, its causes in words, cells, lists and tables."""
