-- what: adds events, one row per change event, in the order given
-- takes: incoming, a frame with the columns of events
-- gives: nothing
INSERT INTO events (
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
)
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
FROM incoming
