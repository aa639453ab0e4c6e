-- what: events of a version, one row per change event
-- takes: nothing
-- gives: event VARCHAR, project VARCHAR, title VARCHAR, kind VARCHAR, start DATE, end DATE, go_live DATE, earliest DATE, latest DATE, status VARCHAR

-- The rows were written by key and come back in that order (preserve_insertion_order).
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
