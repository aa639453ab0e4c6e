"""What the browser draws of one unit: load, events, chances."""
