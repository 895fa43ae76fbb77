"""Universal Dependencies: part of speech, features, trees on surface words.

A contraction ("zum") is one word here, as in running text, and so is a compound with hyphens: it keeps the analysis of
the part that hangs on another word, and what hung on its other parts hangs on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpora.sample import FEATURES, UNKNOWN, UPOS, Passage, one_sentence

_Row = list[str]


def read_treebank(
    path: Path, relations: dict[str, int], names: Mapping[str, list[int]] | None = None
) -> Iterator[Passage]:
    """The sentences of a CoNLL-U file.

    Args:
        path: Its stem and the sentence's id make the key.
        relations: Name -> number; grows by what is new.
        names: Tags of the syntactic words of a sentence by their forms, if somebody has marked names in this file.
    """
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        name = next(line.split("=", 1)[1].strip() for line in lines if line.startswith("# sent_id"))
        found = [line.split("\t") for line in lines if line[:1].isdigit()]
        syntactic = [row[1] for row in found if row[0].isdigit()]
        rows = _merge(found)
        labels = {
            "upos": [UPOS.index(row[3]) for row in rows],
            "head": [int(row[6]) - 1 for row in rows],
            "relation": [relations.setdefault(row[7], len(relations)) for row in rows],
        }
        for feature in FEATURES:
            labels[feature] = [_feature(feature, row) for row in rows]
        tags = (names or {}).get("".join(syntactic).lower(), [])
        if len(tags) == len(syntactic):
            labels["names"] = [tags[int(row[0]) - 1] for row in rows]
        yield one_sentence("trees", f"{path.stem}:{name}", [row[1] for row in rows], labels)


def texts(path: Path) -> Iterator[tuple[str, str, str]]:
    """Key, text and English text (empty if there is none) of every sentence."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        head = dict(line[2:].split(" = ", 1) for line in block.split("\n") if line.startswith("# ") and " = " in line)
        yield f"{path.stem}:{head['sent_id']}", head["text"], head.get("text_en", "")


def _merge(rows: list[_Row]) -> list[_Row]:
    """One row for each surface word, heads renumbered: that of its part which is nearest to the root.

    The head of such a part is nearer still, so heads never run in a circle.
    """
    groups = _groups(rows)
    heads = {row[0]: row[6] for _, group in groups for row in group}
    place = {"0": 0} | {row[0]: at for at, (_, group) in enumerate(groups, 1) for row in group}
    merged = []
    for form, group in groups:
        top = min(group, key=lambda row: _depth(row[0], heads))
        merged.append([group[0][0], form, *top[2:6], str(place[top[6]]), *top[7:]])
    return merged


def _depth(number: str, heads: dict[str, str]) -> int:
    depth = 0
    while number != "0":
        number = heads[number]
        depth += 1
    return depth


def _groups(rows: list[_Row]) -> list[tuple[str, list[_Row]]]:
    """Surface words with their syntactic words: contractions, and compounds that are written with hyphens."""
    groups: list[tuple[str, list[_Row]]] = []
    inside, form = (0, 0), ""
    glued = False
    for row in rows:
        if "-" in row[0]:
            first, last = row[0].split("-")
            inside, form = (int(first), int(last)), row[1]
            ends_glued = "SpaceAfter=No" in row[9]
        elif "." not in row[0]:
            number = int(row[0])
            if inside[0] < number <= inside[1]:
                groups[-1][1].append(row)
            else:
                new = form if number == inside[0] else row[1]
                if glued and _is_hyphenated(groups, new):
                    groups[-1] = (groups[-1][0] + new, [*groups[-1][1], row])
                else:
                    groups.append((new, [row]))
            glued = ends_glued if inside[0] <= number <= inside[1] else "SpaceAfter=No" in row[9]
    return groups


def _is_hyphenated(groups: list[tuple[str, list[_Row]]], form: str) -> bool:
    """Whether a form goes on with the word before it: a hyphen behind letters, or letters behind a hyphen."""
    before = groups[-1][0] if groups else ""
    return (form == "-" and before[-1:].isalnum()) or (before[-1:] == "-" and len(before) > 1 and form[:1].isalnum())


def _feature(feature: str, row: _Row) -> int:
    found = re.search(rf"(?:^|\|){feature}=([^|]*)", row[5])
    values = FEATURES[feature]
    if found:
        return values.index(found[1]) if found[1] in values else UNKNOWN
    if feature == "VerbForm" and row[3] in {"VERB", "AUX"}:
        return values.index("Fin") if "Mood=" in row[5] else UNKNOWN
    return 0
