-- what: projects of a version, one row per project
-- takes: nothing
-- gives: project VARCHAR, name VARCHAR, programme VARCHAR, owner VARCHAR, change_manager VARCHAR, national BOOLEAN, supplier VARCHAR, status VARCHAR

-- The rows were written by key and come back in that order (preserve_insertion_order).
SELECT
    project,
    name,
    programme,
    owner,
    change_manager,
    national,
    supplier,
    status
FROM projects
