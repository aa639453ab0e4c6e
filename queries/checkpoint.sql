-- what: brings everything that is committed into the version file itself, and empties its log
-- takes: nothing
-- gives: nothing
CHECKPOINT
