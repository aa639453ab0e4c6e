"""Small groups: which readiness scores may be shown.

The score of an element that fewer than five people answered is hidden, and so is one that does not say how
many answered: nobody knows that they were five. The five elements of one assessment are a group whose overall
score is often reported beside them, so if exactly one of them is hidden, the one with the next fewest
responses is hidden too; among equals, the last in the order of the elements.

Which scores are hidden follows from the numbers of responses alone, never from a score. Whatever else is said
of readiness must be made of the shown scores only. Then a hidden score can take any value without anything
that a reader sees becoming different: there is nothing to derive it from.
"""

import polars as pl

from heatmap.contract import ELEMENTS

FEWEST = 5  # responses that a score needs to be shown

ASSESSMENT = ("project", "unit", "assessed_on")


def shown_scores(assessed: pl.DataFrame) -> pl.DataFrame:
    """The rows of the readiness table, without the scores that may not be shown.

    One row per project, unit, day of assessment and element, sorted by them, elements in their order.
    Columns: project, unit, assessed_on, element, score (1 to 5; missing if hidden or never given),
    responses (missing wherever the score is) and hidden (whether there is a score that is not shown).
    """
    rows = assessed.select(
        pl.col("project", "unit").cast(pl.String),
        "assessed_on",
        pl.col("element").cast(pl.String).cast(pl.Enum(ELEMENTS)),
        "score",
        "responses",
    ).sort(*ASSESSMENT, "element")
    return rows.with_columns(hidden=_hidden(rows)).with_columns(
        pl.when(~pl.col("hidden"), pl.col("score").is_not_null()).then(pl.col("score", "responses"))
    )


def _hidden(rows: pl.DataFrame) -> pl.Series:
    """Whether each row's score is hidden: too few responses, or needed to hide the only one that has."""
    scored = pl.col("score").is_not_null()
    marked = rows.with_columns(
        small=scored & (pl.col("responses").fill_null(0) < FEWEST),
        place=pl.col("element").to_physical().cast(pl.Int64),
    ).with_columns(
        alone=pl.col("small").sum().over(ASSESSMENT) == 1,
        large=pl.when(scored & ~pl.col("small")).then("responses"),
    )
    fewest = marked.with_columns(
        next_fewest=pl.when(pl.col("large") == pl.col("large").min().over(ASSESSMENT)).then("place")
    )
    chosen = pl.col("next_fewest") == pl.col("next_fewest").max().over(ASSESSMENT)
    hidden = pl.col("small") | (pl.col("alone") & chosen.fill_null(value=False))
    return fewest.select(hidden.alias("hidden"))["hidden"]
