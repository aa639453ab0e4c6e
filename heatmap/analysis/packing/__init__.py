"""The board pack: what each of its sections says of one version, as frames and plain sentences."""
