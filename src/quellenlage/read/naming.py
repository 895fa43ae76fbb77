"""The name of an article in a file of many: its address, or the file's name with an id, or with its number."""

from __future__ import annotations

import re

_ADDRESS = re.compile("https?://[^\\s\0-\x1f\x7f\ud800-\udfff]{1,2000}", re.IGNORECASE)
_KEY = re.compile("[^\\s\0-\x1f\x7f\ud800-\udfff]{1,200}")


def address(value: object) -> str:
    """``value`` if it is an address on the web, else nothing."""
    return value if isinstance(value, str) and _ADDRESS.fullmatch(value) else ""


def name_article(link: str, key: str, file: str, number: int) -> str:
    """The name under which the record knows an article.

    Args:
        link: Its address, as :func:`address` gives it.
        key: Its id in the file, of any form.
        file: Name of the file.
        number: Of the article in it, from 1.

    Examples:
        >>> name_article("", "b7", "a.jsonl", 3), name_article("", "b 7", "a.jsonl", 3)
        ('a.jsonl:b7', 'a.jsonl:3')
    """
    return link or f"{file}:{key if _KEY.fullmatch(key) else number}"
