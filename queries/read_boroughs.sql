-- what: boroughs of a version, one row per borough
-- takes: nothing
-- gives: borough VARCHAR, unit VARCHAR, tile_x BIGINT, tile_y BIGINT
SELECT
    borough,
    unit,
    tile_x,
    tile_y
FROM boroughs
ORDER BY borough
