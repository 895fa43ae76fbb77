"""Every sentence in the form in which articles are compared."""

from quellenlage.analyse.wording.find import LONGEST, find_wordings

__all__ = ["LONGEST", "find_wordings"]
