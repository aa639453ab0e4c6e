-- what: adds readiness, one row per project, unit, assessment date and element, in the order given
-- takes: incoming, a frame with the columns of readiness
-- gives: nothing
INSERT INTO readiness (
    project,
    unit,
    assessed_on,
    element,
    score,
    responses,
    assessor,
    note
)
SELECT
    project,
    unit,
    assessed_on,
    element,
    score,
    responses,
    assessor,
    note
FROM incoming
