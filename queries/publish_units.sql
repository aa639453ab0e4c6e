-- what: adds units, one row per unit, in the order given
-- takes: incoming, a frame with the columns of units
-- gives: nothing
INSERT INTO units (
    unit,
    name,
    kind,
    position
)
SELECT
    unit,
    name,
    kind,
    position
FROM incoming
