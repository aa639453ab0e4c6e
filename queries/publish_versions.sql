-- what: adds versions: every version up to this file's own, oldest first, one row per version
-- takes: incoming, a frame with the columns of versions
-- gives: nothing
INSERT INTO versions (
    version,
    published_at,
    author,
    note,
    as_of,
    parameters,
    scoring_version,
    restored_from,
    content,
    file
)
SELECT
    version,
    published_at,
    author,
    note,
    as_of,
    parameters,
    scoring_version,
    restored_from,
    content,
    file
FROM incoming
