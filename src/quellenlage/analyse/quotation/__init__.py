"""What is said, by whom, and with which word of saying: marks, cues, contents, speakers, one file each."""

from quellenlage.analyse.quotation.find import find_quotations

__all__ = ["find_quotations"]
