-- what: areas of a version, one row per business area
-- takes: nothing
-- gives: area VARCHAR, name VARCHAR, position BIGINT

-- The rows were written by key and come back in that order (preserve_insertion_order).
SELECT
    area,
    name,
    position
FROM areas
