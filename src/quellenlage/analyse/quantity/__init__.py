"""Amounts: numbers in digits and words, what bounds them, and what they count."""

from quellenlage.analyse.quantity.find import find_quantities

__all__ = ["find_quantities"]
