-- what: every version up to this file's own, oldest first, one row per version
-- takes: nothing
-- gives: version INTEGER, published_at TIMESTAMP, author VARCHAR, note VARCHAR, as_of DATE, parameters VARCHAR, scoring_version VARCHAR, restored_from INTEGER, content VARCHAR, file VARCHAR
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
FROM versions
ORDER BY version
