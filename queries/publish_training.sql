-- what: adds training, one row per event, unit, area and week, in the order given
-- takes: incoming, a frame with the columns of training
-- gives: nothing
INSERT INTO training (
    event,
    unit,
    area,
    week,
    seats,
    completed
)
SELECT
    event,
    unit,
    area,
    week,
    seats,
    completed
FROM incoming
