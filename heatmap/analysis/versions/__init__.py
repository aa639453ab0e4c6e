"""Versions: published, read, coded once and remembered; the sample; how fresh the data are."""
