-- what: calendar of a version, one row per operational calendar entry, unit and start
-- takes: nothing
-- gives: name VARCHAR, unit VARCHAR, start DATE, end DATE, capacity_taken DOUBLE, freeze BOOLEAN

-- The rows were written by key and come back in that order (preserve_insertion_order).
SELECT
    name,
    unit,
    start,
    "end",
    capacity_taken,
    "freeze"
FROM calendar
