-- what: training of a version, one row per event, unit, area and week
-- takes: nothing
-- gives: event VARCHAR, unit VARCHAR, area VARCHAR, week DATE, seats DOUBLE, completed DOUBLE
SELECT
    event,
    unit,
    area,
    week,
    seats,
    completed
FROM training
ORDER BY event, unit, area, week
