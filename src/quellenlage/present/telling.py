"""The note of a finding in the language of the reader: the template again, with the same words of the articles."""

from __future__ import annotations

import re
from string import Formatter

from quellenlage.lang.comparison import load_notes
from quellenlage.present.catalogue import LANGUAGES
from quellenlage.records.contract import FindingRow

# Slots that are filled by the program in the language of the articles: nobody in particular, nothing in its place.
_OWN = ("nobody", "narrator", "absent")
_QUOTED, _WORD = re.compile("(„[^“]*“)"), re.compile(r"\w+")
# A slot of this name is a number, in every language the same.
_NUMBER = "number"

# A part of a note, and whether it is words of the articles.
Piece = tuple[str, bool]


def tell_note(row: FindingRow, code: str) -> tuple[Piece, ...]:
    """The note in one language; as it stands in the record where that language has no such template.

    Args:
        row: The finding.
        code: Of the reader.

    Returns:
        The parts in order.
    """
    template = load_notes(code).get(row.template)
    filled = {slot.name: slot.text for slot in row.slots}
    if template is None:
        return ((row.note, True),)
    pieces: list[Piece] = []
    for text, slot, _, _ in Formatter().parse(template):
        if slot is not None and slot not in filled:
            return ((row.note, True),)
        pieces += [(text, False)] if text else []
        if slot is not None:
            pieces += [(filled[slot], False)] if slot == _NUMBER else _slot(filled[slot], code)
    return tuple(pieces)


def _slot(text: str, code: str) -> list[Piece]:
    """Words of the articles; what the program itself put there in the language of the reader."""
    told = {load_notes(other).get(name, ""): load_notes(code).get(name, "") for other in LANGUAGES for name in _OWN}
    if text in told:
        return [(told[text], False)]
    parts = [part for part in _QUOTED.split(text) if part]
    if len(parts) == 1:
        return [(text, True)]
    return [
        (part, True) if part.startswith("„") else (_WORD.sub(lambda m: told.get(m[0], m[0]), part), False)
        for part in parts
    ]
