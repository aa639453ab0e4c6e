"""What the browser draws and says of lead indicators."""
