-- what: adds calendar, one row per operational calendar entry, unit and start, in the order given
-- takes: incoming, a frame with the columns of calendar
-- gives: nothing
INSERT INTO calendar (
    name,
    unit,
    start,
    "end",
    capacity_taken,
    "freeze"
)
SELECT
    name,
    unit,
    start,
    "end",
    capacity_taken,
    "freeze"
FROM incoming
