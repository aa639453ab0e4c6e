-- what: makes the table of a file of saved scenarios
-- takes: nothing
-- gives: nothing
CREATE TABLE scenarios (
    scenario VARCHAR NOT NULL PRIMARY KEY,
    name VARCHAR NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    moves VARCHAR NOT NULL,
    saved_at TIMESTAMP NOT NULL
)
