"""Workbooks: native cells of typed values, conditional formats from the same bands, a sheet About."""

from heatmap.exports.workbook.book import write_workbook

__all__ = ["write_workbook"]
