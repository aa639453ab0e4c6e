"""The grid as one standalone SVG picture: real text, no scripts, no addresses outside itself."""

from datetime import datetime
from xml.sax.saxutils import escape

from heatmap.figures.grid import GridPayload
from heatmap.figures.picture.load_grid_cells import draw_as_of, draw_cells, draw_markers, draw_names
from heatmap.figures.picture.load_grid_frame import CELL_HEIGHT, MARGIN, Frame, row_tops
from heatmap.figures.picture.load_grid_head import draw_calendar, draw_columns, draw_heading, draw_marking
from heatmap.figures.picture.load_grid_legend import draw_footer, draw_legend
from heatmap.figures.picture.svg import element, group, plain, words
from heatmap.figures.theme import FONTS, LIGHT, Theme

AFTER_GRID = 26  # holds the as-of date


def load_grid_svg(payload: GridPayload, *, made: datetime, marking: str = "", theme: Theme = LIGHT) -> str:
    """The rows and columns of `payload` as an SVG document; the same payload and `made`, the same bytes.

    It grows with the number of rows and columns. `made` is the moment of making, in UTC if it has no zone;
    `marking` stands at the top and the bottom.
    """
    frame = Frame.of(payload)
    top_mark, top = draw_marking(marking, frame, theme, MARGIN)
    heading, top = draw_heading(payload, frame, theme, top)
    columns, below_columns = draw_columns(payload, frame, theme, top)
    calendar, grid_top = draw_calendar(payload, frame, theme, below_columns)
    body, bottom = _body(payload, frame, theme, grid_top)
    as_of = draw_as_of(payload, frame, theme, below_columns, bottom)
    legend, top = draw_legend(payload, frame, theme, bottom + AFTER_GRID)
    footer, bottom = draw_footer(payload, frame, theme, top, made)
    foot_mark, bottom = draw_marking(marking, frame, theme, bottom + 4)
    size = (frame.picture, round(bottom + MARGIN))
    background = element("rect", {"width": size[0], "height": size[1], "fill": theme.paper})
    parts = [*top_mark, *heading, *columns, *calendar, *body, *as_of, *legend, *footer, *foot_mark]
    return _document(payload, size, [background, *parts])


def _body(payload: GridPayload, frame: Frame, theme: Theme, top: float) -> tuple[list[str], float]:
    """Names, cells and markers; a sentence where there is nothing to show; and where they end."""
    if not payload["rows"] or not payload["columns"]:
        sentence = words(MARGIN, top + 30, "Nothing to show for this view.", font_size=14, fill=theme.soft)
        return [sentence], top + 40
    parts = [
        *draw_names(payload, frame, theme, top),
        *draw_cells(payload, frame, theme, top),
        *draw_markers(payload, frame, theme, top),
    ]
    return parts, row_tops(payload, top)[-1] + CELL_HEIGHT


def _document(payload: GridPayload, size: tuple[float, float], parts: list[str]) -> str:
    width, height = size
    described = [
        element("title", {"id": "title"}, escape(plain(payload["title"]))),
        element("desc", {"id": "desc"}, escape(plain(f"{payload['stated']} {payload['footer']}"))),
    ]
    return _svg(
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "role": "img",
            "aria-labelledby": "title",
            "aria-describedby": "desc",
            "width": width,
            "height": height,
            "viewBox": f"0 0 {width:g} {height:g}",
        },
        [*described, group({"font-family": FONTS}, parts)],
    )


def _svg(attributes: dict[str, str | float], parts: list[str]) -> str:
    content = "\n".join(part for part in parts if part)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + element("svg", attributes, f"\n{content}\n") + "\n"
