-- what: every saved scenario, by name
-- takes: nothing
-- gives: scenario VARCHAR, name VARCHAR, version INTEGER, moves VARCHAR, saved_at TIMESTAMP
SELECT scenario, name, version, moves, saved_at
FROM scenarios
ORDER BY name, scenario
