"""Requests that are refused on purpose, with the reason for their reader."""

from http import HTTPStatus

from heatmap.errors import HeatmapError


class Refused(Exception):  # noqa: N818  # it says what happened to the request
    """A request that gets no answer but a status and a reason."""

    def __init__(self, status: HTTPStatus, reason: HeatmapError) -> None:
        super().__init__(str(reason))
        self.status = status
        self.reason = reason
