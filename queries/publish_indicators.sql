-- what: adds indicators, one row per lead indicator and definition, in the order given
-- takes: incoming, a frame with the columns of indicators
-- gives: nothing
INSERT INTO indicators (
    indicator,
    name,
    measured_in,
    better,
    target,
    redefined_on
)
SELECT
    indicator,
    name,
    measured_in,
    better,
    target,
    redefined_on
FROM incoming
