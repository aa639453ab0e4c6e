-- what: records that this file has had a migration
-- takes: $migration (its file name)
-- gives: nothing
INSERT INTO migrations (
    migration
)
VALUES ($migration)
