"""Make the sample portfolio: two boards' versions, and a broken one for trying the checks on.

    uv run sample_data/make_sample.py [FOLDER]

Writes into FOLDER, by default the folder of this script. The same script always writes the same bytes.
"""

import sys
from pathlib import Path

from maker.boards import BOARDS, tables
from maker.broken import write_broken
from maker.writing import write_tables


def main(folder: Path) -> None:
    """Write every sample file into `folder`."""
    for board in BOARDS:
        made = tables(board)
        write_tables(folder / board.folder, made)
        print(board.folder, ", ".join(f"{len(rows):,} {name}" for name, rows in made.items()))
    print("broken", f"{write_broken(folder)} wrong rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
