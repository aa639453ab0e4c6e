-- what: adds measurements, one row per indicator, unit and period, in the order given
-- takes: incoming, a frame with the columns of measurements
-- gives: nothing
INSERT INTO measurements (
    indicator,
    unit,
    period,
    value
)
SELECT
    indicator,
    unit,
    period,
    value
FROM incoming
