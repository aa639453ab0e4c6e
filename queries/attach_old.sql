-- what: opens a version file for reading, beside the empty database in memory
-- takes: $path
-- gives: nothing
ATTACH $path AS old (READ_ONLY)
