-- what: adds boroughs, one row per borough, in the order given
-- takes: incoming, a frame with the columns of boroughs
-- gives: nothing
INSERT INTO boroughs (
    borough,
    unit,
    tile_x,
    tile_y
)
SELECT
    borough,
    unit,
    tile_x,
    tile_y
FROM incoming
