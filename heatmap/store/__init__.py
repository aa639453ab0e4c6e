"""Published versions: one DuckDB file each, never edited. Nothing else in the program knows DuckDB."""
