-- what: adds projects, one row per project, in the order given
-- takes: incoming, a frame with the columns of projects
-- gives: nothing
INSERT INTO projects (
    project,
    name,
    programme,
    owner,
    change_manager,
    national,
    supplier,
    status
)
SELECT
    project,
    name,
    programme,
    owner,
    change_manager,
    national,
    supplier,
    status
FROM incoming
