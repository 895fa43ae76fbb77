"""The words of a sentence that want an antecedent: pronouns, possessives, known nouns of a kind, pairs."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.analyse.coreference.salience import Anaphor
from quellenlage.analyse.coreference.scene import NOUN_LENGTH, SINGULAR, Noun, Scene
from quellenlage.records.layers import EntityType, MentionForm
from quellenlage.records.parse import Word
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span

_EXPLETIVE = frozenset({"expl", "expl:pv"})
_CLAUSE = "acl"
# Relations of what stands behind a noun: a name that it introduces, or which one of its kind it is.
_NAMING = ("appos", "flat", "flat:name")
_TELLING = ("acl", "acl:relcl", "nmod")
_MARKS = frozenset('„»"“‚')
_SMALL = 2
# So many pieces of text stand between an institution and its name („X, früher ein Hersteller“).
_BETWEEN = 3
# Who may stand beside his name under what he is.
_SELVES = frozenset({EntityType.PER, EntityType.ORG})


def find_pronouns(number: int, scene: Scene) -> Iterator[Anaphor]:
    """Pronouns of the third person and possessives of one sentence; the polite form is nobody of the text."""
    words = scene.words_of
    for index, word in enumerate(scene.parses[number].words):
        form = word.span.of(scene.text)
        lower = form.lower()
        if word.upos == "PRON" and lower in words.relative and _relative_to(number, index, scene) is not None:
            yield Anaphor(_noun(number, index, scene), "relative", SINGULAR | {"pl"})
        elif _is_polite(form, index, word.span, scene):
            continue
        elif lower in words.possessive and (word.upos == "DET" or word.relation.startswith("det")):
            yield Anaphor(_noun(number, index, scene), "possessive", words.possessive[lower])
        elif word.upos == "PRON" and lower in words.personal and word.relation not in _EXPLETIVE:
            yield Anaphor(_noun(number, index, scene), "personal", _agreeing(word, words.personal[lower]))


def _noun(number: int, index: int, scene: Scene) -> Noun:
    return Noun(scene.word(number, index).span, number, index, scene.role(number, index), frozenset())


def _is_polite(form: str, index: int, span: Span, scene: Scene) -> bool:
    """A capital inside a sentence, or at the beginning of what somebody says."""
    if not form[:1].isupper() or form.lower() not in scene.words_of.personal | scene.words_of.possessive:
        return False
    opens = index == 0 or not any(c.isalnum() for c in scene.text[max(0, span.start - _SMALL) : span.start])
    plural = "pl" in (scene.words_of.personal | scene.words_of.possessive)[form.lower()]
    return (not opens and index > 0) or (plural and scene.is_quoted(span))


def _agreeing(word: Word, agreed: frozenset[str]) -> frozenset[str]:
    """The number that the model reads tells two apart."""
    if word.has("Number", "Plur") and "pl" in agreed:
        return frozenset({"pl"})
    if word.has("Number", "Sing") and agreed & SINGULAR:
        return agreed & SINGULAR
    return agreed


def _relative_to(number: int, index: int, scene: Scene) -> int | None:
    """The noun to which a relative clause belongs, by the tree."""
    words = scene.parses[number].words
    at = words[index].head
    for _ in range(4):
        if at < 0:
            return None
        if words[at].relation.startswith(_CLAUSE):
            return words[at].head if words[at].head < index else None
        at = words[at].head
    return None


def relative_noun(anaphor: Anaphor, scene: Scene) -> int:
    """The word that a relative pronoun stands for; -1 if the tree tells none."""
    found = _relative_to(anaphor.noun.sentence, anaphor.noun.word, scene)
    return -1 if found is None else found


def find_known_nouns(number: int, scene: Scene, taken: Mask) -> Iterator[Anaphor]:
    """Nouns that are known from the text by their article: offices, persons, kinds of things, pairs.

    A mention of an actor without a name is one of them; nouns before a name, or told by a genitive of what
    they are, are not.
    """
    nominal = {m.word: m for m in scene.nominal(number)}
    words = scene.parses[number].words
    for index, word in enumerate(words):
        mention = nominal.get(index)
        if word.upos not in ("NOUN", "PRON", "DET", "ADJ", "NUM", "PROPN") or (
            mention is None and taken.touches(_head_part(word.span, scene))
        ):
            continue
        form = word.span.of(scene.text)
        if form.lower() in scene.words_of.pair and _is_alone(number, index, scene):
            yield Anaphor(_phrase(number, index, index, scene), "pair", frozenset({"pl"}))
            continue
        start = _article_start(number, index, scene)
        if start < 0 or _has_other(number, start, index, scene):
            continue
        kind = _kind(form, mention, scene)
        if _is_pair(number, start, index, scene):
            yield Anaphor(_phrase(number, start, index, scene, mention), "pair", frozenset({"pl"}))
        elif kind and not word.has("Number", "Plur") and not _is_told(number, index, kind, scene):
            yield Anaphor(_phrase(number, start, index, scene, mention), kind, scene.agreement(number, index))


def _head_part(span: Span, scene: Scene) -> Span:
    """Of a compound with a hyphen its last part, in front of which a name may stand."""
    hyphen = span.of(scene.text).rfind("-")
    return Span(span.start + hyphen + 1, span.end) if 0 <= hyphen < len(span) - 1 else span


def _kind(form: str, mention: Noun | None, scene: Scene) -> str:
    words, lower = scene.words_of, form.lower()
    if mention and mention.mention and mention.mention.office:
        return "office"
    noun = words.noun(form)
    last = words.noun(form.rpartition("-")[2])
    if last in words.persons or (form[:1].isdigit() and lower.endswith(words.age)):
        return "person"
    if noun in words.nouns or last in words.nouns or (len(last) >= NOUN_LENGTH and last.lower() in scene.introduced):
        return "thing"
    language = scene.world.language
    title = language.titles.get(form) or language.titles.get(form.rpartition("-")[2])
    if (title and title.kind != "honorific") or (title is None and form[1:].lower().endswith(language.title_suffixes)):
        return "office"
    return "office" if mention and mention.mention and mention.mention.type is EntityType.PER else ""


def _article_start(number: int, index: int, scene: Scene) -> int:
    """The index where a known noun phrase begins, its article; the noun itself behind a fused one; -1 if unknown."""
    words, text = scene.parses[number].words, scene.text
    at = index - 1
    while at >= 0 and index - at <= 5 and (words[at].upos in ("ADJ", "NUM", "ADV", "DET")):
        lower = words[at].span.of(text).lower()
        if lower in scene.words_of.definite or lower in scene.words_of.pair:
            before = at - 1
            if lower in scene.words_of.pair and before >= 0:
                lower = words[before].span.of(text).lower()
                return before if lower in scene.words_of.definite else at
            return at
        if words[at].upos == "DET":
            return -1
        at -= 1
    return at + 1 if at >= 0 and words[at].span.of(text).lower() in scene.words_of.fused else -1


def _is_pair(number: int, start: int, index: int, scene: Scene) -> bool:
    forms = (scene.form(number, i).lower() for i in range(start, index))
    return any(form in scene.words_of.pair for form in forms)


def _is_alone(number: int, index: int, scene: Scene) -> bool:
    """„Die beiden kamen“: no noun behind it."""
    words = scene.parses[number].words
    behind = words[index + 1] if index + 1 < len(words) else None
    return behind is None or behind.upos not in ("NOUN", "ADJ", "PROPN", "NUM")


def _has_other(number: int, start: int, index: int, scene: Scene) -> bool:
    forms = (scene.form(number, i).lower() for i in range(start, index))
    return any(form.startswith(scene.words_of.other) for form in forms)


def _is_told(number: int, index: int, kind: str, scene: Scene) -> bool:
    """Whether a name stands right behind it; of nouns that are no office also whether an attribute tells which one."""
    words = scene.parses[number].words
    behind = words[index + 1] if index + 1 < len(words) else None
    if behind is not None and (behind.upos == "PROPN" or behind.span.of(scene.text) in _MARKS):
        return True
    told = _NAMING if kind == "office" else (*_NAMING, *_TELLING)
    return any(child > index for child in scene.tree(number).children(index, told))


def _phrase(number: int, start: int, index: int, scene: Scene, mention: Noun | None = None) -> Noun:
    words = scene.parses[number].words
    span = mention.span if mention else Span(words[start].span.start, words[index].span.end)
    return Noun(span, number, index, scene.role(number, index), frozenset(), mention.mention if mention else None)


def is_nominal(noun: Noun) -> bool:
    """Whether it is a mention of an actor without a name."""
    return noun.mention is not None and noun.mention.form is MentionForm.NOMINAL


def name_beside(noun: Noun, scene: Scene) -> Noun | None:
    """The name to which an actor without a name is an apposition, or the other way round.

    „X, Sprecher des Amtes,“ and „der Sprecher des Amtes, X,“, „die Gewerkschaft X“: the tree joins them. A title of a
    person without a comma is no mention of its own.
    """
    if noun.mention is None or noun.mention.type not in _SELVES or noun.mention.anonymous:
        return None
    words, tree = scene.parses[noun.sentence].words, scene.tree(noun.sentence)
    if noun.mention.type is EntityType.ORG and words[noun.word].has("Number", "Plur"):
        return None
    near = [*tree.children(noun.word, _NAMING)[:1]]
    if words[noun.word].relation in _NAMING:
        near.append(words[noun.word].head)
    if noun.mention.type is EntityType.ORG:
        near += [i for i in (noun.word + 1, noun.word + 2) if _is_right_behind(i, noun, scene)]
    for other in (o for word in near for o in scene.nouns_at(noun.sentence, word)):
        alike = other.mention is not None and other.mention.type is noun.mention.type
        if alike and other.mention is not None and other.mention.form is MentionForm.NAME:
            is_person = noun.mention.type is EntityType.PER
            return other if is_person or _stand_together(noun.span, other.span, scene.text) else None
    return None


def _stand_together(one: Span, other: Span, text: str) -> bool:
    """Whether an institution and its name have but a few words between them, and no slash that makes one of two."""
    first, second = sorted((one, other))
    between = text[first.end : second.start].split()
    return first.end < second.start and "/" not in "".join(between) and len(between) <= _BETWEEN


def _is_right_behind(index: int, noun: Noun, scene: Scene) -> bool:
    """Whether nothing but a blank and a mark stands between a noun and a word."""
    words = scene.parses[noun.sentence].words
    if index >= len(words):
        return False
    between = scene.text[words[noun.word].span.end : words[index].span.start].strip()
    return between == "" or between in _MARKS
