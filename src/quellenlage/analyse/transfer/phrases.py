"""Noun phrases of a clause with what governs them: preposition, genitive or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quellenlage.lang.language import Language
from quellenlage.lang.transfers import POSSESSOR
from quellenlage.records.layers import EntityType, Mention, MentionForm
from quellenlage.records.parse import Parse, Word
from quellenlage.text.span import Span

_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"DET", "ADJ", "NUM", "ADV"})
_PRONOUNS = frozenset({"PRON", "DET"})
_ALONE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:arg"})
_APPOSED = frozenset({"appos", "flat", "flat:name", "compound", "nmod"})
# Adjectives, numbers and articles in front of a noun: more than this many are none of its phrase (set by hand).
_REACH = 8
# A participle in front of a noun has at most so many words of its own before it (set by hand).
_FAR = 15
# Conjunctions that the tree may take for prepositions.
_COMPARING = frozenset({"CCONJ", "SCONJ"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun or pronoun with what stands before it.

    Attributes:
        head: Index of its last noun in ``Parse.words``.
        first: Index of its first word, without the preposition.
        case: The preposition in small letters, ``possessor`` for a genitive, or empty.
        mention: The actor or thing that it names, if any.
        adjectives: Mentions inside it that are adjectives of names.
    """

    head: int
    first: int
    case: str
    mention: Mention | None
    adjectives: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as its phrases are read.

    Attributes:
        mentions: Index of a word to the mentions that cover it, or a part of it.
    """

    parse: Parse
    text: str
    language: Language
    mentions: Mapping[int, tuple[Mention, ...]]

    def form(self, i: int) -> str:
        """A word in small letters."""
        return self.parse.words[i].span.of(self.text).lower()

    def span(self, phrase: Phrase) -> Span:
        """Its words, or those of its mention."""
        if phrase.mention is not None:
            return phrase.mention.span
        words = self.parse.words
        return Span(words[phrase.first].span.start, words[phrase.head].span.end)


def is_pronoun(phrase: Phrase, reading: Reading) -> bool:
    """Whether a phrase is a pronoun of any kind."""
    return reading.parse.words[phrase.head].upos in _PRONOUNS


def is_actor_noun(i: int, reading: Reading) -> bool:
    """Whether a common noun names people or an institution: in the lists of actors and titles, or a compound of one."""
    language, word = reading.language, reading.parse.words[i]
    form = word.span.of(reading.text)
    if form in language.actors or form in language.titles or word.lemma in language.actors:
        return True
    return form.lower().endswith((*language.actor_suffixes, *language.title_suffixes))


def mentions_by_word(parse: Parse, mentions: Sequence[Mention]) -> dict[int, tuple[Mention, ...]]:
    """For each word the mentions that overlap it; both run in order and are walked once."""
    found: dict[int, tuple[Mention, ...]] = {}
    at = 0
    for mention in mentions:
        while at < len(parse.words) and parse.words[at].span.end <= mention.span.start:
            at += 1
        i = at
        while i < len(parse.words) and parse.words[i].span.start < mention.span.end:
            found[i] = (*found.get(i, ()), mention)
            i += 1
    return found


def find_phrases(words: Sequence[int], reading: Reading) -> tuple[Phrase, ...]:
    """The noun phrases among the words of a clause, in order. A name right behind a title is one phrase with it."""
    phrases: list[Phrase] = []
    at = 0
    while at < len(words):
        word = reading.parse.words[words[at]]
        if word.upos == "PRON" or _stands_alone(words[at], reading):
            phrases.append(Phrase(words[at], words[at], _case(words, at, reading)[1], None, ()))
        elif word.upos in _NOUNS:
            end = _end(words, at, reading)
            phrases.append(_phrase(words, at, end, reading))
            at = end
        at += 1
    return tuple(phrases)


def _stands_alone(i: int, reading: Reading) -> bool:
    """„viele brauchen Hilfe“, „schickt allen, die …“: a determiner without a noun."""
    word = reading.parse.words[i]
    return word.upos == "DET" and word.relation in _ALONE


def _end(words: Sequence[int], at: int, reading: Reading) -> int:
    """The position of the last noun of a run: a name of several words, or a title with the name behind it."""
    end = at
    while end + 1 < len(words) and words[end + 1] == words[end] + 1:
        here, after = words[end], words[end + 1]
        if reading.parse.words[after].upos not in _NOUNS:
            break
        mine, its = _name(here, reading), _name(after, reading)
        same = mine is not None and mine is its
        names = its is not None and its.form is MentionForm.NAME
        person = its is not None and its.type is EntityType.PER and (mine is None or mine.form is not MentionForm.NAME)
        titled = (mine is None or person) and names and is_actor_noun(here, reading)
        # „der Norden Russland“ are two: names of states stand beside nouns as often as they belong to them.
        apposed = names and its is not None and its.type is not EntityType.GPE and _is_apposed(here, after, reading)
        if not (same or titled or apposed):
            break
        end += 1
    return end


def _is_apposed(noun: int, name: int, reading: Reading) -> bool:
    """„das Start-up Solvex“, „das Land Hessen“: a name right behind a common noun that it belongs to by the tree."""
    word, common = reading.parse.words[name], reading.parse.words[noun]
    transfers = reading.language.transfers
    goods = transfers is not None and transfers.category_of(common.lemma.lower()) is not None
    apposed = word.head == noun and word.relation in _APPOSED and not _is_genitive(name, reading)
    return common.upos == "NOUN" and not goods and apposed


def _name(i: int, reading: Reading) -> Mention | None:
    """The name that covers a whole word."""
    span = reading.parse.words[i].span
    return next((m for m in reading.mentions.get(i, ()) if not m.derived and m.span.contains(span)), None)


def _phrase(words: Sequence[int], at: int, end: int, reading: Reading) -> Phrase:
    first, case = _case(words, at, reading)
    names = [m for i in words[at : end + 1] if (m := _name(i, reading))]
    mention = names[-1] if names else None
    inside = range(first, words[end] + 1)
    derived = dict.fromkeys(m for i in inside for m in reading.mentions.get(i, ()) if m.derived)
    if not case and mention is not None and _is_genitive(words[end], reading):
        case = POSSESSOR
    return Phrase(words[end], first, case, mention, tuple(derived))


def _is_genitive(i: int, reading: Reading) -> bool:
    """A name with the ending of the genitive and a noun right behind or before it."""
    word, names = reading.parse.words[i], reading.mentions.get(i, ())
    after = reading.parse.words[i + 1] if i + 1 < len(reading.parse.words) else None
    before = reading.parse.words[i - 1] if i else None
    endings = reading.language.genitive
    own = any(m.span.end == word.span.end and not m.derived and word.span.of(reading.text).endswith(endings)
              and not m.name.endswith(word.span.of(reading.text)) for m in names)  # fmt: skip
    leads = after is not None and (after.upos in _NOUNS or after.upos == "ADJ")
    return own and (leads or (before is not None and before.upos == "NOUN"))


def _case(words: Sequence[int], at: int, reading: Reading) -> tuple[int, str]:
    """The first word of a phrase and what governs it, from the words to the left of its first noun."""
    first, name = words[at], _name(words[at], reading)
    for step in range(1, min(_REACH, at) + 1):
        i = words[at - step]
        if i != words[at - step + 1] - 1:
            break
        word = reading.parse.words[i]
        if name is not None and name.span.contains(word.span):
            first = i
            continue
        if (word.upos == "ADP" and word.relation != "advmod") or _compares(i, reading):
            return first, reading.form(i)
        if word.upos == "NUM" and not i <= word.head <= words[at]:
            break
        if word.upos == "DET" and first < words[at] and not i <= word.head <= words[at]:
            # „unter anderem das Ministerium“: an article of another noun.
            break
        if word.upos == "ADV" and not _modifies(reading.parse.words[first]):
            if i and _compares(i - 1, reading):
                return first, reading.form(i - 1)
            break
        if word.has("VerbForm", "Fin"):
            # „Peru bestellte zwölf Pumpen“: a verb that the tree may take for an adjective.
            break
        if word.upos in _INSIDE:
            first = i
            if word.upos == "DET" and _behind_noun(words, at - step, reading) and _is_genitive_article(i, reading):
                own = reading.parse.words[words[at]].relation in {"nmod", "nmod:poss"}
                return first, POSSESSOR if own else ""
        elif word.upos != "CCONJ" or reading.parse.words[words[at - step + 1]].upos != "ADJ":
            break
    head = reading.parse.words[words[at]]
    if any(reading.parse.words[i].has("VerbForm", "Part") for i in range(first, words[at])):
        # „in dem gestern von der Stadt beschlossenen Paket“: a participle parts a noun from its preposition.
        far = (i for i in words[max(0, at - _FAR) : at] if _governs(i, words[at], reading))
        if (case := next(far, None)) is not None:
            return first, reading.form(case)
    return first, POSSESSOR if _hangs_bare(head, first, words[at], reading) else ""


def _governs(i: int, noun: int, reading: Reading) -> bool:
    word = reading.parse.words[i]
    return word.upos == "ADP" and word.relation == "case" and word.head == noun


def _compares(i: int, reading: Reading) -> bool:
    """„mehr als X“, „Länder wie X“: what stands behind these takes no part of its own; „mehr als 300“ counts."""
    word, words = reading.parse.words[i], reading.language.transfers
    return (
        word.upos in _COMPARING
        and words is not None
        and not (i + 1 < len(reading.parse.words) and reading.form(i + 1) in words.adding)
        and not (i + 1 < len(reading.parse.words) and reading.parse.words[i + 1].upos == "NUM")
        and (word.relation == "case" or (word.relation == "cc" and reading.form(i) in words.comparing))
    )


def _modifies(word: Word) -> bool:
    return word.upos in {"ADJ", "NUM"}


def _behind_noun(words: Sequence[int], position: int, reading: Reading) -> bool:
    return position > 0 and reading.parse.words[words[position - 1]].upos in _NOUNS


def _is_genitive_article(i: int, reading: Reading) -> bool:
    return reading.form(i) in reading.language.genitive_articles


def _hangs_bare(head: Word, first: int, at: int, reading: Reading) -> bool:
    """„Lieferungen russischen Öls“: an attribute of the noun right before it, with an adjective in the genitive."""
    return head.relation == "nmod" and head.head == first - 1 and first < at
