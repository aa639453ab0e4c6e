-- what: headcount of a version, one row per unit, area and start date
-- takes: nothing
-- gives: unit VARCHAR, area VARCHAR, from_date DATE, headcount DOUBLE, hours_per_week DOUBLE, absorbable_share DOUBLE

-- The rows were written by key and come back in that order (preserve_insertion_order).
SELECT
    unit,
    area,
    from_date,
    headcount,
    hours_per_week,
    absorbable_share
FROM headcount
