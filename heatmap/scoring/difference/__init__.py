"""How two versions differ, cell by cell, and which causes make up each difference exactly."""
