-- what: adds impacts, one row per event, unit and area, in the order given
-- takes: incoming, a frame with the columns of impacts
-- gives: nothing
INSERT INTO impacts (
    event,
    unit,
    area,
    people,
    hours_per_person,
    severity
)
SELECT
    event,
    unit,
    area,
    people,
    hours_per_person,
    severity
FROM incoming
