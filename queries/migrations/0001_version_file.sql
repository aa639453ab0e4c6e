-- what: the tables of the data contract, of the version history, and of the migrations themselves
-- takes: nothing
-- gives: nothing

-- Keys are constraints only where none of their columns may be empty, and there are no foreign keys:
-- ingest has checked every reference before a row comes here.

CREATE TABLE units (
    unit VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (unit)
);

CREATE TABLE areas (
    area VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (area)
);

CREATE TABLE headcount (
    unit VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    from_date DATE NOT NULL,
    headcount DOUBLE NOT NULL,
    hours_per_week DOUBLE NOT NULL,
    absorbable_share DOUBLE NOT NULL,
    PRIMARY KEY (unit, area, from_date)
);

CREATE TABLE projects (
    project VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    programme VARCHAR NOT NULL,
    owner VARCHAR,
    change_manager VARCHAR,
    national BOOLEAN NOT NULL,
    supplier VARCHAR,
    status VARCHAR NOT NULL,
    PRIMARY KEY (project)
);

CREATE TABLE events (
    event VARCHAR NOT NULL,
    project VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    start DATE,
    "end" DATE,
    go_live DATE,
    earliest DATE,
    latest DATE,
    status VARCHAR NOT NULL,
    PRIMARY KEY (event)
);

-- Its key and code types come with encode_impacts.sql, when the codes are known.
CREATE TABLE impacts (
    event VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    people DOUBLE NOT NULL,
    hours_per_person DOUBLE,
    severity BIGINT NOT NULL
);

CREATE TABLE calendar (
    name VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    start DATE NOT NULL,
    "end" DATE NOT NULL,
    capacity_taken DOUBLE NOT NULL,
    "freeze" BOOLEAN NOT NULL,
    PRIMARY KEY (name, unit, start)
);

CREATE TABLE boroughs (
    borough VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    tile_x BIGINT NOT NULL,
    tile_y BIGINT NOT NULL,
    PRIMARY KEY (borough)
);

CREATE TABLE readiness (
    project VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    assessed_on DATE NOT NULL,
    element VARCHAR NOT NULL,
    score DOUBLE,
    responses BIGINT,
    assessor VARCHAR,
    note VARCHAR,
    PRIMARY KEY (project, unit, assessed_on, element)
);

CREATE TABLE checks (
    project VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    "check" VARCHAR NOT NULL,
    required BOOLEAN NOT NULL,
    status VARCHAR NOT NULL,
    due DATE,
    owner VARCHAR,
    evidence VARCHAR,
    PRIMARY KEY (project, unit, "check")
);

CREATE TABLE indicators (
    indicator VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    measured_in VARCHAR NOT NULL,
    better VARCHAR NOT NULL,
    target DOUBLE,
    redefined_on DATE
);

CREATE TABLE measurements (
    indicator VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    period DATE NOT NULL,
    value DOUBLE NOT NULL,
    PRIMARY KEY (indicator, unit, period)
);

CREATE TABLE dependencies (
    project VARCHAR NOT NULL,
    needs VARCHAR NOT NULL,
    lag_weeks BIGINT NOT NULL,
    PRIMARY KEY (project, needs)
);

CREATE TABLE training (
    event VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    week DATE NOT NULL,
    seats DOUBLE NOT NULL,
    completed DOUBLE,
    PRIMARY KEY (event, unit, area, week)
);

CREATE TABLE benefits (
    project VARCHAR NOT NULL,
    benefit VARCHAR NOT NULL,
    cashable BOOLEAN NOT NULL,
    quarter DATE NOT NULL,
    planned DOUBLE NOT NULL,
    forecast DOUBLE,
    actual DOUBLE,
    PRIMARY KEY (project, benefit, quarter)
);

CREATE TABLE people (
    unit VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    name VARCHAR,
    since DATE NOT NULL,
    until DATE
);

CREATE TABLE notes (
    unit VARCHAR NOT NULL,
    area VARCHAR,
    week DATE,
    author VARCHAR NOT NULL,
    written_on DATE NOT NULL,
    text VARCHAR NOT NULL
);
-- The whole history up to and including the version that this file holds.
CREATE TABLE versions (
    version INTEGER NOT NULL PRIMARY KEY,
    published_at TIMESTAMP NOT NULL,
    author VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    as_of DATE NOT NULL,
    parameters VARCHAR NOT NULL,
    scoring_version VARCHAR NOT NULL,
    restored_from INTEGER,
    content VARCHAR NOT NULL,
    file VARCHAR NOT NULL UNIQUE
);

CREATE TABLE sources (
    version INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    size BIGINT NOT NULL,
    modified TIMESTAMP NOT NULL,
    PRIMARY KEY (version, name)
);

CREATE TABLE counts (
    version INTEGER NOT NULL,
    table_name VARCHAR NOT NULL,
    accepted BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    warnings BIGINT NOT NULL,
    PRIMARY KEY (version, table_name)
);

CREATE TABLE migrations (
    migration VARCHAR NOT NULL PRIMARY KEY
);
