-- what: events of a version, one row per change event
-- takes: nothing
-- gives: event VARCHAR, project VARCHAR, title VARCHAR, kind VARCHAR, start DATE, end DATE, go_live DATE, earliest DATE, latest DATE, status VARCHAR
SELECT
    event,
    project,
    title,
    kind,
    start,
    "end",
    go_live,
    earliest,
    latest,
    status
FROM events
ORDER BY event
