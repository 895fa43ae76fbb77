"""What an article says about the limits of its own knowledge."""

from quellenlage.analyse.caveat.find import find_caveats

__all__ = ["find_caveats"]
