-- what: adds areas, one row per business area, in the order given
-- takes: incoming, a frame with the columns of areas
-- gives: nothing
INSERT INTO areas (
    area,
    name,
    position
)
SELECT
    area,
    name,
    position
FROM incoming
