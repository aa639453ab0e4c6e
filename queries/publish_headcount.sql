-- what: adds headcount, one row per unit, area and start date, in the order given
-- takes: incoming, a frame with the columns of headcount
-- gives: nothing
INSERT INTO headcount (
    unit,
    area,
    from_date,
    headcount,
    hours_per_week,
    absorbable_share
)
SELECT
    unit,
    area,
    from_date,
    headcount,
    hours_per_week,
    absorbable_share
FROM incoming
