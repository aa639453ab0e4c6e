"""Figures and frames into files: images and tables."""
