-- what: units of a version, one row per unit
-- takes: nothing
-- gives: unit VARCHAR, name VARCHAR, kind VARCHAR, position BIGINT
SELECT
    unit,
    name,
    kind,
    position
FROM units
ORDER BY unit
