-- what: rows accepted, rejected and doubtful, one row per version and table
-- takes: nothing
-- gives: version INTEGER, table_name VARCHAR, accepted BIGINT, rejected BIGINT, warnings BIGINT
SELECT
    version,
    table_name,
    accepted,
    rejected,
    warnings
FROM counts
ORDER BY version, table_name
