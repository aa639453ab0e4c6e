-- what: calendar of a version, one row per operational calendar entry, unit and start
-- takes: nothing
-- gives: name VARCHAR, unit VARCHAR, start DATE, end DATE, capacity_taken DOUBLE, freeze BOOLEAN
SELECT
    name,
    unit,
    start,
    "end",
    capacity_taken,
    "freeze"
FROM calendar
ORDER BY name, unit, start
