-- what: adds benefits, one row per project, benefit and quarter, in the order given
-- takes: incoming, a frame with the columns of benefits
-- gives: nothing
INSERT INTO benefits (
    project,
    benefit,
    cashable,
    quarter,
    planned,
    forecast,
    actual
)
SELECT
    project,
    benefit,
    cashable,
    quarter,
    planned,
    forecast,
    actual
FROM incoming
