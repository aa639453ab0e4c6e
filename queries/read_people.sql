-- what: people of a version, one row per unit, role, name and start
-- takes: nothing
-- gives: unit VARCHAR, role VARCHAR, name VARCHAR, since DATE, until DATE
SELECT
    unit,
    role,
    name,
    since,
    until
FROM people
ORDER BY unit, role, name NULLS FIRST, since
