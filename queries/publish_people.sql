-- what: adds people, one row per unit, role, name and start, in the order given
-- takes: incoming, a frame with the columns of people
-- gives: nothing
INSERT INTO people (
    unit,
    role,
    name,
    since,
    until
)
SELECT
    unit,
    role,
    name,
    since,
    until
FROM incoming
