-- what: adds counts: rows accepted, rejected and doubtful, one row per version and table
-- takes: incoming, a frame with the columns of counts
-- gives: nothing
INSERT INTO counts (
    version,
    table_name,
    accepted,
    rejected,
    warnings
)
SELECT
    version,
    table_name,
    accepted,
    rejected,
    warnings
FROM incoming
