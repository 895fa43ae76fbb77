"""Wording. A language is a folder of data; this package only loads it."""
