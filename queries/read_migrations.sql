-- what: the migrations that a version file has had, one row per migration
-- takes: nothing
-- gives: migration VARCHAR
SELECT
    migration
FROM migrations
ORDER BY migration
