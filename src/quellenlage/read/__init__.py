"""Bytes to ``Source``: one file a format."""
