-- what: indicators of a version, one row per lead indicator and definition
-- takes: nothing
-- gives: indicator VARCHAR, name VARCHAR, measured_in VARCHAR, better VARCHAR, target DOUBLE, redefined_on DATE
SELECT
    indicator,
    name,
    measured_in,
    better,
    target,
    redefined_on
FROM indicators
ORDER BY indicator, redefined_on NULLS FIRST
