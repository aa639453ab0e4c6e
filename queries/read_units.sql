-- what: units of a version, one row per unit
-- takes: nothing
-- gives: unit VARCHAR, name VARCHAR, kind VARCHAR, position BIGINT

-- The rows were written by key and come back in that order (preserve_insertion_order).
SELECT
    unit,
    name,
    kind,
    position
FROM units
