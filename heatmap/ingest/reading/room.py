"""Room for checked rows in the temporary folder, which the child process and its parent both write to."""

import errno
from pathlib import Path

from heatmap.errors import HeatmapError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # no room on the disk, in the user's share, in a file


def no_room(folder: Path | str) -> HeatmapError:
    """The error for a temporary folder that takes no more rows, or has lost some."""
    return HeatmapError(
        f"The temporary folder {folder} is full, or cannot be written to.",
        "Free space there, or name a folder that has more in the environment variable TMPDIR.",
    )
