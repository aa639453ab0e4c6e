"""What if we move it, what should we move? Pure: scenarios over a version, their rules and their outcome."""
