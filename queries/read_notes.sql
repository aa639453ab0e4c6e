-- what: notes of a version, one row per note
-- takes: nothing
-- gives: unit VARCHAR, area VARCHAR, week DATE, author VARCHAR, written_on DATE, text VARCHAR
SELECT
    unit,
    area,
    week,
    author,
    written_on,
    text
FROM notes
ORDER BY unit, area NULLS FIRST, week NULLS FIRST, written_on
