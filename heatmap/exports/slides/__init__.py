"""Slides: 16:9, native tables and charts, speaker notes with the definitions."""

from heatmap.exports.slides.deck import write_slides

__all__ = ["write_slides"]
