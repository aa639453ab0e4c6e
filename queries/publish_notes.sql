-- what: adds notes, one row per note, in the order given
-- takes: incoming, a frame with the columns of notes
-- gives: nothing
INSERT INTO notes (
    unit,
    area,
    week,
    author,
    written_on,
    text
)
SELECT
    unit,
    area,
    week,
    author,
    written_on,
    text
FROM incoming
