"""Verbs beside words in marks: „…“, spottete der Wirt. There any verb is one of saying, and any subject speaks."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from quellenlage.analyse.quotation.cues import Found
from quellenlage.analyse.quotation.speakers import Scene
from quellenlage.lang.language import Cue
from quellenlage.records.layers import Act, Medium
from quellenlage.records.parse import Parse
from quellenlage.text.tree import Tree

# So many words stand in marks before a verb that no list holds; fewer are a title or a name.
_SENTENCE = 3


def find_inquits(scene: Scene, parse: Parse, tree: Tree, taken: Collection[int]) -> Iterator[Found]:
    """Find finite verbs right behind words in marks and a comma, with a subject behind them.

    Args:
        scene: The sentence.
        parse: Its words.
        tree: Of the sentence.
        taken: Starts of verbs that a list of words of saying holds.
    """
    for index, word in enumerate(parse.words):
        if word.upos != "VERB" or not word.has("VerbForm", "Fin") or word.span.start in taken:
            continue
        at = scene.token_from(word.span.start)
        comma = at - 1
        if at >= len(scene.forms) or comma < 1 or scene.forms[comma] != "," or not scene.outside[comma]:
            continue
        subject = tree.subject(index)
        told = _words_in_front(comma, scene) >= _SENTENCE
        if told and subject is not None and subject > index and tree.relations[subject] == "nsubj":
            cue = Cue(
                lemma=word.lemma, kind="verb", act=Act.ASSERTS, negated=None, medium=Medium.SPEECH, prefix="", forms=()
            )
            yield Found(cue, Act.ASSERTS, (word.span,), at, at)


def is_inquit(found: Found, scene: Scene) -> bool:
    """Whether a verb of saying stands right behind words in marks, or in front of a colon and words in marks."""
    if found.cue.kind != "verb":
        return False
    before = found.first - 1
    if before > 0 and scene.forms[before] == "," and scene.outside[before]:
        before -= 1
    if before >= 0 and not scene.outside[before]:
        return True
    colon = next((i for i in range(found.last + 1, len(scene.forms)) if scene.forms[i] == ":"), None)
    return colon is not None and scene.outside[colon] and not all(scene.outside[colon + 1 : colon + 2])


def _words_in_front(end: int, scene: Scene) -> int:
    """How many words of one stretch in marks end in front of a token."""
    at = end - 1
    while at >= 0 and not scene.outside[at]:
        at -= 1
    return scene.words[end] - scene.words[at + 1]
