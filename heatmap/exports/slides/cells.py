"""Native tables, written as the slide's own markup: a hundred times faster than cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.util import Emu

from heatmap.exports.slides.frame import FONT, POINT, Area
from heatmap.figures.picture.svg import plain

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the table style without lines and colours
THIN, THICK = 0.75, 2.25  # points
SIGN = 0.6  # of the letters' size


@dataclass(frozen=True)
class Cell:
    """A cell of a native table. Empty colours are none; `above` and `below` are lines of that colour.

    `lead` stands before the text, in bold, `sign` after it, small; `rule` is a hairline below. `across` cells
    are one; `hidden` ones are covered by them.
    """

    text: str = ""
    ink: str = "#0b0c0c"
    paper: str = ""
    hatch: str = ""
    size: float = 8
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: str = "ctr"
    above: str = ""
    below: str = ""
    line: str = "#ffffff"
    indent: float = 0  # points
    across: int = 1
    hidden: bool = False
    lead: str = ""
    sign: str = ""
    rule: str = ""


def spread(cell: Cell, across: int) -> list[Cell]:
    """One cell over `across` columns, as a row holds it."""
    return [replace(cell, across=across), *(replace(cell, text="", hidden=True) for _ in range(across - 1))]


def native_table(
    slide: Slide,
    area: Area,
    widths: Sequence[int],
    rows: Sequence[tuple[int, Sequence[Cell]]],
    name: str,
    *,
    heads: bool = True,
) -> None:
    """A table of `rows`, each with its height, at the upper left of `area`; sizes in EMU."""
    height = sum(each for each, _ in rows)
    frame = slide.shapes.add_table(
        1, len(widths), Emu(area.left), Emu(area.top), Emu(sum(widths)), Emu(height)
    )
    frame.name = plain(name)[:250]
    frame.element.nvGraphicFramePr.cNvPr.set("descr", plain(name))
    table = frame.element.graphic.graphicData.tbl
    table.tblPr.set("firstRow", "1" if heads else "0")
    table.tblPr.set("bandRow", "0")
    style = table.tblPr.find("{*}tableStyleId")
    if style is not None:
        style.text = NO_STYLE
    for column, width in zip(table.tblGrid, widths, strict=True):
        column.set("w", str(width))
    for row in list(table.tr_lst):
        table.remove(row)
    for row_height, cells in rows:
        body = "".join(map(_cell, cells))
        table.append(parse_xml(f'<a:tr {nsdecls("a")} h="{row_height}">{body}</a:tr>'))


def _cell(cell: Cell) -> str:
    merged = f' gridSpan="{cell.across}"' if cell.across > 1 else ' hMerge="1"' if cell.hidden else ""
    lead = _run(f"{plain(cell.lead)} ", cell, bold=True) if cell.lead else ""
    words = _run(plain(cell.text), cell, bold=cell.bold) if plain(cell.text) else ""
    words += _run(cell.sign, replace(cell, size=cell.size * SIGN), bold=False) if cell.sign else ""
    end = f'<a:endParaRPr lang="en-GB" sz="{round(cell.size * 100)}"/>'
    paragraph = f'<a:p><a:pPr algn="{cell.align}"/>{lead}{words}{end}</a:p>'
    left = round((2 + cell.indent) * POINT) if cell.align == "l" else 0
    right = round((2 + cell.indent) * POINT) if cell.align == "r" else 0
    lines = (
        _line("lnL", cell.line, THIN)
        + _line("lnR", cell.line, THIN)
        + _line("lnT", cell.above or cell.line, THICK if cell.above else THIN)
        + _line("lnB", cell.below or cell.rule or cell.line, THICK if cell.below else THIN)
    )
    margins = f'marL="{left}" marR="{right}" marT="0" marB="0" anchor="ctr"'
    return (
        f"<a:tc{merged}><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph}</a:txBody>"
        f"<a:tcPr {margins}>{lines}{_paper(cell)}</a:tcPr></a:tc>"
    )


def _run(words: str, cell: Cell, *, bold: bool) -> str:
    looks = (("b", "1", bold), ("i", "1", cell.italic), ("u", "sng", cell.underline))
    style = "".join(f' {name}="{value}"' for name, value, wanted in looks if wanted)
    font = f"{_solid(cell.ink)}<a:latin typeface={quoteattr(FONT)}/><a:cs typeface={quoteattr(FONT)}/>"
    size = round(cell.size * 100)
    return f'<a:r><a:rPr lang="en-GB" sz="{size}"{style}>{font}</a:rPr><a:t>{escape(words)}</a:t></a:r>'


def _line(side: str, code: str, width: float) -> str:
    return (
        f'<a:{side} w="{round(width * POINT)}">{_solid(code)}</a:{side}>'
        if code
        else f'<a:{side} w="0"><a:noFill/></a:{side}>'
    )


def _solid(code: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{code.removeprefix("#").upper()}"/></a:solidFill>'


def _paper(cell: Cell) -> str:
    if not cell.paper:
        return "<a:noFill/>"
    if not cell.hatch:
        return _solid(cell.paper)
    front, back = (code.removeprefix("#").upper() for code in (cell.hatch, cell.paper))
    return (
        f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{front}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{back}"/></a:bgClr></a:pattFill>'
    )
