-- what: readiness of a version, one row per project, unit, assessment date and element
-- takes: nothing
-- gives: project VARCHAR, unit VARCHAR, assessed_on DATE, element VARCHAR, score DOUBLE, responses BIGINT, assessor VARCHAR, note VARCHAR
SELECT
    project,
    unit,
    assessed_on,
    element,
    score,
    responses,
    assessor,
    note
FROM readiness
ORDER BY project, unit, assessed_on, element
