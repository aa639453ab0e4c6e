-- what: makes a new version file, in the storage format that all our DuckDB versions read
-- takes: $path
-- gives: nothing
ATTACH $path AS new (STORAGE_VERSION 'v1.5.0', BLOCK_SIZE 16384)
