-- what: adds saved scenarios
-- takes: incoming, a frame with the columns of scenarios
-- gives: nothing
INSERT INTO scenarios (scenario, name, version, moves, saved_at)
SELECT scenario, name, version, moves, saved_at
FROM incoming
