-- what: areas of a version, one row per business area
-- takes: nothing
-- gives: area VARCHAR, name VARCHAR, position BIGINT
SELECT
    area,
    name,
    position
FROM areas
ORDER BY area
