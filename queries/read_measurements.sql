-- what: measurements of a version, one row per indicator, unit and period
-- takes: nothing
-- gives: indicator VARCHAR, unit VARCHAR, period DATE, value DOUBLE
SELECT
    indicator,
    unit,
    period,
    value
FROM measurements
ORDER BY indicator, unit, period
