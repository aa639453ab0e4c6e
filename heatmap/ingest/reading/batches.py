"""What a batch of rows is, in memory and in the files that pass rows between processes."""

BATCH_ROWS = 50_000
MOST_COLUMNS = 200  # of a file; no table has more than a dozen
LINE = "line"  # the column that says where a row starts


def column_name(position: int) -> str:
    """What the column at `position`, from 0, is called before the header is matched: c0, c1, ..."""
    return f"c{position}"
