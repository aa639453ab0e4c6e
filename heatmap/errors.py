"""Errors that their reader can act on."""


class HeatmapError(Exception):
    """Something a person can put right: what happened, with the value, and what to do."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(f"{what} {do}")
        self.what = what
        self.do = do
