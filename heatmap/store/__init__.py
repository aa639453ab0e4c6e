"""The only code that knows DuckDB: one immutable file a version, and the pointer to the current one."""
