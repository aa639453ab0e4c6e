"""How wide words are in Arial, the font of slides and workbooks, and so where their lines break.

Widths are those of Helvetica's metrics, which Arial and its free twins share, in thousandths of the size.
"""

from functools import cache

from heatmap.figures.picture import svg

ACCENTED, WIDEST = 722, 1000  # at most, of Latin letters that are not listed; of other scripts and signs
ROUNDING = 1.02  # programs place letters on whole pixels, which makes some lines a little longer
LATIN = "\u024f"  # the last of them
_REGULAR = {
    191: "'", 222: "ijl‘’", 260: "|", 278: " !,./:;I[\\]ft\N{NO-BREAK SPACE}", 333: "()-`r“”·", 334: "{}",
    355: '"', 389: "*", 469: "^", 500: "Jckvsxyz", 556: "#$0123456789?L_abdeghnopqu–", 584: "+<=>~±×−",
    611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1015: "@",
}  # fmt: skip
_BOLD = {
    238: "'", 278: " ,./I\\ijl‘’\N{NO-BREAK SPACE}", 280: "|", 333: "!():;-[]`ft·", 389: "*r{}", 474: '"',
    500: "z“”", 556: "#$0123456789J_aceksvxy–", 584: "+<=>^~±×−", 611: "?FLTZbdghnopqu",
    667: "EPSVXY", 722: "&ABCDHKNRU", 778: "GOQw", 833: "M", 889: "%m", 944: "W", 975: "@",
}  # fmt: skip


@cache
def _widths(*, bold: bool) -> dict[str, int]:
    return {letter: each for each, letters in (_BOLD if bold else _REGULAR).items() for letter in letters}


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide `text` is at font size `size`, at the most."""
    known = _widths(bold=bold)
    thousandths = (known.get(each) or (ACCENTED if each <= LATIN else WIDEST) for each in text)
    return sum(thousandths) * size / 1000 * ROUNDING


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """`text` in lines no wider than `room`, broken as `heatmap.figures.picture.svg.wrap` breaks it."""
    return svg.wrap(text, room, size, bold=bold, measured=width)


def shorten(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """`text` if it fits into `room`, else its beginning and an ellipsis, else nothing."""
    return svg.shorten(text, room, size, bold=bold, measured=width)
