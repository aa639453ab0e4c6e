-- what: copies every type, table and row of the old version file into the new one
-- takes: nothing; both are attached
-- gives: nothing
COPY FROM DATABASE old TO new
