"""What is claimed, sentence by sentence: the propositions of quotations and of the narrator."""

from quellenlage.analyse.claim.find import find_propositions

__all__ = ["find_propositions"]
