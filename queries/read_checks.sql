-- what: checks of a version, one row per project, unit and check
-- takes: nothing
-- gives: project VARCHAR, unit VARCHAR, check VARCHAR, required BOOLEAN, status VARCHAR, due DATE, owner VARCHAR, evidence VARCHAR
SELECT
    project,
    unit,
    "check",
    required,
    status,
    due,
    owner,
    evidence
FROM checks
ORDER BY project, unit, "check"
