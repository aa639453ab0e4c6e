"""Pure Polars and NumPy: load, capacity, saturation and their contributions."""
