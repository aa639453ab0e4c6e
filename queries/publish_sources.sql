-- what: adds sources: the files that each version came from, one row per version and file
-- takes: incoming, a frame with the columns of sources
-- gives: nothing
INSERT INTO sources (
    version,
    name,
    sha256,
    size,
    modified
)
SELECT
    version,
    name,
    sha256,
    size,
    modified
FROM incoming
