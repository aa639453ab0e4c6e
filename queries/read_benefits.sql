-- what: benefits of a version, one row per project, benefit and quarter
-- takes: nothing
-- gives: project VARCHAR, benefit VARCHAR, cashable BOOLEAN, quarter DATE, planned DOUBLE, forecast DOUBLE, actual DOUBLE
SELECT
    project,
    benefit,
    cashable,
    quarter,
    planned,
    forecast,
    actual
FROM benefits
ORDER BY project, benefit, quarter
