"""What the wording of a line tells of it; the patterns are data (``lang/*/furniture.toml``)."""

from __future__ import annotations

import re

from quellenlage.clean.shape import SENTENCE_END, Wording
from quellenlage.lang.language import FurnitureRule, Language
from quellenlage.text.span import Span

_PATH_SIGN = re.compile(r" [>»|›] ")
# What stands between the controls of a page when they are copied into one line; pictures in front of them.
_GAPS = re.compile(r"\s{2,}|\t|\s*[|·•⋅]\s*|\s*[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f]+\s*")
# No wording of furniture is longer; nor is a place in front of a paragraph, as far as its data lets it be.
_MAX_WORDING, MAX_DATELINE = 700, 400
# Nor are controls of a page in one line longer.
_MAX_CONTROLS = 200
# Steps of a path through the site are no longer than this.
_MAX_STEP = 40


def read_wording(words: str, language: Language) -> Wording:
    """Look one line up in the patterns of a language.

    Args:
        words: As a reader sees them.
        language: ``furniture`` and ``dateline``.
    """
    has_dateline = bool(language.dateline and language.dateline.match(words[:MAX_DATELINE]))
    rule = _matching(words, language)
    if rule:
        return Wording(rule.type, opens_section=rule.section is not None, has_dateline=has_dateline)
    parts = [part for part in _GAPS.split(words) if part] if len(words) <= _MAX_CONTROLS else []
    is_controls = len(parts) > 1 and all(_matching(part, language) for part in parts)
    return Wording(is_controls=is_controls, is_path=_is_path(words), has_dateline=has_dateline)


def find_dateline(words: str, language: Language) -> Span | None:
    """Where the place of writing in front of a paragraph stands, if there is one and a paragraph behind it."""
    match = language.dateline.match(words[:MAX_DATELINE]) if language.dateline else None
    return Span(*match.span()) if match and match.end() < len(words) else None


def _matching(words: str, language: Language) -> FurnitureRule | None:
    if len(words) > _MAX_WORDING:
        return None
    return next((rule for rule in language.furniture if rule.pattern.fullmatch(words)), None)


def _is_path(words: str) -> bool:
    """„Startseite > Inland > Bergbau“: three parts at least, all of them short."""
    if SENTENCE_END.search(words[-12:]):
        return False
    first, *others = _PATH_SIGN.split(words[: _MAX_STEP * 20])
    return len(others) > 1 and 0 < len(first) <= _MAX_STEP + 1 and all(0 < len(part) <= _MAX_STEP for part in others)
