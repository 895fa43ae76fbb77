"""What the words of an article, and what is stated outside them, tell about the day it was printed."""

from quellenlage.analyse.dating.find import find_clues

__all__ = ["find_clues"]
