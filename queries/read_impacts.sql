-- what: impacts of a version, one row per event, unit and area; each code as its row's place, from 0, in its table by key
-- takes: nothing
-- gives: event UTINYINT, unit UTINYINT, area UTINYINT, people DOUBLE, hours_per_person DOUBLE, severity UTINYINT

-- A code's number is as wide as its table needs: USMALLINT from 256 rows, UINTEGER from 65,536.
-- The rows come back in the order that they were written in (preserve_insertion_order). Older
-- files hold a severity in eight bytes; one byte is read sooner.
SELECT
    enum_code(event) AS event,
    enum_code(unit) AS unit,
    enum_code(area) AS area,
    people,
    hours_per_person,
    severity::UTINYINT AS severity
FROM impacts
