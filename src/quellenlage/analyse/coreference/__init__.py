"""Whom pronouns, „the minister“, „the country“ and „both sides“ stand for."""

from quellenlage.analyse.coreference.find import find_references

__all__ = ["find_references"]
