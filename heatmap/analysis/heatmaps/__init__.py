"""Which units are overloaded, when and why? The grid, its cells, sentences and chances."""
