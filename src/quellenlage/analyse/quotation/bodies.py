"""Who speaks where the subject names nobody: „hieß es in der Mitteilung“, „fügte man im Ministerium hinzu“."""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.analyse.quotation.grammar import ARTICLES, NO_BODIES, NOUNS
from quellenlage.lang.language import Language
from quellenlage.records.parse import Parse
from quellenlage.text.span import Span, cover

_SUBJECTS = ("nsubj", "expl", "expl:pv")
_BESIDE = ("obl", "obl:arg", "nmod")


def body_beside(cues: Sequence[Span], parse: Parse, text: str, language: Language) -> Span | None:
    """The body or document beside a word of saying whose subject names nobody, without its preposition.

    Args:
        cues: The word of saying; its first piece is the verb.
        parse: Of its sentence.
        text: The analysed text.
        language: ``speech``, and ``timex`` for what is a day and no body.
    """
    tree, words = parse.tree(), language.speech
    for verb in parse.touched(cues[:1]):
        subjects = [_form(i, parse, text) for i in tree.children(verb, _SUBJECTS)]
        if not subjects or not words.impersonal.issuperset(subjects):
            continue
        for body in tree.children(verb, _BESIDE):
            cases = [i for i in tree.children(body, ("case",)) if _form(i, parse, text) in words.bodies_by]
            if cases and parse.words[body].upos in NOUNS and not _is_day(body, parse, text, language):
                own = [i for i in tree.children(body, (*ARTICLES, "nmod", "appos", "flat")) if i > cases[0]]
                inside = {body, *(j for i in own for j in tree.subtree(i))}
                return cover([parse.words[i].span for i in inside])
    return None


def _form(word: int, parse: Parse, text: str) -> str:
    return parse.words[word].span.of(text).lower()


def _is_day(word: int, parse: Parse, text: str, language: Language) -> bool:
    form, classes = parse.words[word].span.of(text), language.timex.classes
    return any(form in classes.get(name, {}) for name in NO_BODIES)
