-- what: the files that each version came from, one row per version and file
-- takes: nothing
-- gives: version INTEGER, name VARCHAR, sha256 VARCHAR, size BIGINT, modified TIMESTAMP
SELECT
    version,
    name,
    sha256,
    size,
    modified
FROM sources
ORDER BY version, name
