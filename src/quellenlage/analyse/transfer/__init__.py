"""What passes from whom to whom, as each clause tells it."""

from quellenlage.analyse.transfer.find import find_transfers

__all__ = ["find_transfers"]
