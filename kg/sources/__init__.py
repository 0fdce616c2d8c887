"""Bytes to papers: one file per format."""
