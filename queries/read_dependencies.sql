-- what: dependencies of a version, one row per project and project that it needs
-- takes: nothing
-- gives: project VARCHAR, needs VARCHAR, lag_weeks BIGINT
SELECT
    project,
    needs,
    lag_weeks
FROM dependencies
ORDER BY project, needs
