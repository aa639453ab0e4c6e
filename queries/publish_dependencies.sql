-- what: adds dependencies, one row per project and project that it needs, in the order given
-- takes: incoming, a frame with the columns of dependencies
-- gives: nothing
INSERT INTO dependencies (
    project,
    needs,
    lag_weeks
)
SELECT
    project,
    needs,
    lag_weeks
FROM incoming
