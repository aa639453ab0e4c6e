-- what: adds checks, one row per project, unit and check, in the order given
-- takes: incoming, a frame with the columns of checks
-- gives: nothing
INSERT INTO checks (
    project,
    unit,
    "check",
    required,
    status,
    due,
    owner,
    evidence
)
SELECT
    project,
    unit,
    "check",
    required,
    status,
    due,
    owner,
    evidence
FROM incoming
