"""Speakers off the dependency tree that the model gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.analyse.quotation.cues import Found
from quellenlage.analyse.quotation.speakers import Scene, Voice, find_voice, named_behind, with_coordinated
from quellenlage.records.layers import EntityType, Mention, MentionForm, Sentence
from quellenlage.records.parse import Parse
from quellenlage.text.tree import Tree

_SUBJECT = "nsubj"
_APPOSITIONS = ("appos", "flat", "flat:name")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tree of one sentence, with the way from its words to tokens and back.

    Attributes:
        token_of: For each word the index of its first token.
        word_of: For the start of each token the index of its word.
    """

    tree: Tree
    token_of: tuple[int, ...]
    word_of: dict[int, int]


def read_grammar(parse: Parse, sentence: Sentence) -> Grammar:
    """Lay words and tokens of a sentence side by side; every token lies in exactly one word."""
    starts = [word.span.start for word in parse.words]
    first: list[int] = []
    word_of: dict[int, int] = {}
    for index, token in enumerate(sentence.tokens):
        if len(first) < len(starts) and token.start >= starts[len(first)]:
            first.append(index)
        word_of[token.start] = len(first) - 1
    return Grammar(parse.tree(), tuple(first), word_of)


def find_voices(cues: Sequence[Found], scene: Scene, parse: Parse | None) -> list[tuple[Found, Voice | None]]:
    """Every word of saying of a sentence with its speaker: by the tree if there is one, else by the rules."""
    grammar = read_grammar(parse, scene.sentence) if parse and cues else None
    return [(cue, (grammar and voice_by_tree(cue, scene, grammar)) or find_voice(cue, scene)) for cue in cues]


def voice_by_tree(found: Found, scene: Scene, grammar: Grammar) -> Voice | None:
    """The subject of a verb of saying, if it is an actor or a pronoun; else the rules may look for one."""
    if found.cue.kind != "verb":
        return None
    subject = grammar.tree.subject(grammar.word_of[found.spans[0].start])
    if subject is None or grammar.tree.relations[subject] != _SUBJECT:
        return None
    token = grammar.token_of[subject]
    if not scene.outside[token]:
        return None
    form = scene.forms[token].lower()
    if form in scene.language.pronouns:
        return Voice(scene.sentence.tokens[token], (), scene.language.pronouns[form])
    actor = scene.actor_at(token)
    if actor is None:
        return None
    return with_coordinated(_named(actor, subject, grammar, scene), scene, step=1)


def _named(actor: tuple[int, int, Mention], subject: int, grammar: Grammar, scene: Scene) -> tuple[int, int, Mention]:
    """„der Präsident der Züchter, Eva Roth“: the name in apposition to an office is the speaker."""
    if actor[2].form is MentionForm.NAME:
        return actor
    for other in grammar.tree.children(subject, _APPOSITIONS):
        named = scene.actor_at(grammar.token_of[other])
        if named and named[2].form is MentionForm.NAME and named[2].type is EntityType.PER:
            return named
    return named_behind(actor, scene)
