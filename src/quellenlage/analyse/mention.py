"""Who and what is named: the gazetteer, names by their capitals and titles, and actors without a name.

Baseline without a model: a capital says little in German, so a run of capitalised words counts as a name
only with a reason (a title, a known given name, a second word that is no noun).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from quellenlage.kb.gazetteer import Hit
from quellenlage.records.document import Document
from quellenlage.records.layers import EntityType, Layers, Mention, MentionForm, Sentence
from quellenlage.records.provenance import By
from quellenlage.text.span import Span
from quellenlage.world import World

_MAX_NAME = 5
_PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "bin", "ibn", "al", "el", "da", "dos", "di", "del", "la"}
)
_DERIVED = frozenset({"adjective", "demonym"})


@dataclass(slots=True)
class _Page:
    """What is looked up again and again while one document is read."""

    document: Document
    world: World
    words: frozenset[str]
    mask: bytearray

    def form(self, token: Span) -> str:
        return token.of(self.document.text)

    def take(self, spans: Iterable[Span]) -> None:
        for span in spans:
            self.mask[span.start : span.end] = b"\1" * len(span)

    def is_free(self, span: Span) -> bool:
        return not any(self.mask[span.start : span.end])


def find_mentions(document: Document, found: Layers, world: World) -> tuple[Mention, ...]:
    """Find names and nominal actors.

    Args:
        document: Cleaned.
        found: Needs ``sentences`` and ``timexes`` (the name of a month is no name).
        world: Gazetteer, given names, titles, actor nouns, common nouns.

    Returns:
        Sorted by span. Names do not overlap; a nominal actor may contain an adjective that is a mention.
    """
    words = frozenset(document.text[t.start : t.end] for s in found.sentences for t in s.tokens)
    page = _Page(document, world, words, bytearray(len(document.text)))
    page.take(timex.span for timex in found.timexes)
    persons = [m for s in found.sentences for m in _persons(s, page)]
    page.take(m.span for m in persons)
    known = list(_gazetteer_names(page))
    page.take(m.span for m in known)
    surnames = list(_surnames(found, persons, page))
    page.take(m.span for m in surnames)
    nominal = [m for s in found.sentences for m in _nominal_actors(s, page)]
    return tuple(sorted((*persons, *known, *surnames, *nominal), key=lambda m: m.span))


def _title_start(form: str, world: World) -> bool:
    """Whether a word is a title, alone or as the end of a compound („Kreml-Sprecher“, „Vizepremier“)."""
    if form in world.language.titles:
        return True
    last = form.rpartition("-")[2]
    if last != form and last in world.language.titles:
        return True
    return form[:1].isupper() and form[1:].lower().endswith(world.language.title_suffixes)


def _is_name_word(form: str, world: World) -> bool:
    language = world.language
    return (
        form[:1].isupper()
        and len(form) > 1
        and any(c.islower() for c in form)
        and form.lower() not in language.function_words
        and form not in language.actors
    )


def _is_common(form: str, world: World) -> bool:
    common = world.language.common_nouns
    return form in common or (form.endswith("s") and form[:-1] in common)


def _persons(sentence: Sentence, page: _Page) -> Iterator[Mention]:
    """Runs of capitalised words that are names of persons, with the title in front of them."""
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        title_end = at
        while title_end < len(tokens) and _title_start(page.form(tokens[title_end]), page.world):
            title_end += 1
        end = _run_end(tokens, title_end, page)
        run = tokens[title_end:end]
        titled = title_end > at
        if run and page.is_free(Span(run[0].start, run[-1].end)) and _is_person(run, titled, page):
            yield _person(tokens[at:title_end], run, page)
            at = end
        else:
            at = max(title_end, at + 1)


def _run_end(tokens: tuple[Span, ...], start: int, page: _Page) -> int:
    end = start
    text = page.document.text
    while end < len(tokens) and end - start < _MAX_NAME:
        form = page.form(tokens[end])
        if end > start and text[tokens[end - 1].end : tokens[end].start] != " ":
            break
        if (
            form in _PARTICLES
            and start < end < len(tokens) - 1
            and _is_name_word(page.form(tokens[end + 1]), page.world)
        ):
            end += 1
            continue
        if not _is_name_word(form, page.world) or _title_start(form, page.world):
            break
        if not page.is_free(tokens[end]):
            break
        end += 1
    return end


def _is_person(run: tuple[Span, ...], titled: bool, page: _Page) -> bool:
    forms = [page.form(t) for t in run]
    given = page.world.kb.given_names
    hits = page.world.gazetteer.find(page.document.text[run[0].start : run[-1].end])
    if any(len(hit.span) == run[-1].end - run[0].start and not hit.ambiguous for hit in hits):
        return False
    common = [_is_common(form, page.world) for form in forms]
    if titled:
        return not common[0] and (len(run) > 1 or not any(_whole_word(h, run, page) for h in hits))
    if len(run) < 2:
        return False
    first_given = forms[0] in given or forms[0].partition("-")[0] in given
    if first_given:
        return not common[-1] and not any(_whole_word(h, run[:1], page) and not h.ambiguous for h in hits)
    return not any(common) and not hits and len(run) <= 3


def _whole_word(hit: Hit, run: tuple[Span, ...], page: _Page) -> bool:
    return any(hit.span == token.shift(-run[0].start) for token in run)


def _person(title: tuple[Span, ...], run: tuple[Span, ...], page: _Page) -> Mention:
    span = Span(run[0].start, run[-1].end)
    titles = [page.world.language.titles.get(page.form(t)) for t in title]
    gender = next((t.person for t in titles if t and t.person), "")
    gender = gender or page.world.kb.given_names.get(page.form(run[0]), "")
    return Mention(
        span=span,
        type=EntityType.PER,
        form=MentionForm.NAME,
        name=_base(page.form(span), page),
        title=Span(title[0].start, title[-1].end) if title else None,
        person=gender,
        by=By(
            "title and name"
            if title
            else "given name"
            if page.form(run[0]) in page.world.kb.given_names
            else "capitals"
        ),
    )


def _base(name: str, page: _Page) -> str:
    """The name without the ending of the genitive, where the page or the kb shows the bare form."""
    head, _, last = name.rpartition(" ")
    for ending in page.world.language.genitive:
        stem = last.removesuffix(ending)
        if stem != last and len(stem) > 1 and (stem in page.words or not ending.isalpha()):
            return f"{head} {stem}".strip()
    return name


def _gazetteer_names(page: _Page) -> Iterator[Mention]:
    for hit in page.world.gazetteer.find(page.document.text):
        if not page.is_free(hit.span) or (hit.ambiguous and not _is_place_phrase(hit, page)):
            continue
        best = sorted(hit.entities, key=lambda e: (-page.world.kb.entities[e].population, e))
        entity = page.world.kb.entities[best[0]]
        yield Mention(
            span=hit.span,
            type=entity.type,
            form=MentionForm.NAME,
            name=hit.form if hit.kind not in _DERIVED else entity.name,
            candidates=tuple(best),
            derived=hit.kind in _DERIVED,
            by=By("gazetteer"),
        )


def _is_place_phrase(hit: Hit, page: _Page) -> bool:
    """An everyday word names a place only behind „in“, „nach“, „aus“ and without an article."""
    before = page.document.text[max(0, hit.span.start - 12) : hit.span.start].split()
    return (
        bool(before)
        and before[-1].lower() in page.world.language.place_prepositions
        and hit.kind not in _DERIVED
    )


def _surnames(found: Layers, persons: list[Mention], page: _Page) -> Iterator[Mention]:
    """Single words that end or begin a full name of the same article."""
    owners: dict[str, Mention] = {}
    for person in persons:
        parts = person.name.split()
        if len(parts) > 1:
            owners.setdefault(parts[-1], person)
    for person in persons:
        parts = person.name.split()
        if len(parts) > 1 and parts[0] not in owners and _stands_alone(parts[0], parts, found, page):
            owners[parts[0]] = person
    for sentence in found.sentences:
        for token in sentence.tokens:
            form = page.form(token)
            name = form if form in owners else _base(form, page)
            owner = owners.get(name)
            if owner and page.is_free(token) and not _is_common(name, page.world):
                yield replace(owner, span=token, name=name, title=None, by=By("surname"))


def _stands_alone(word: str, parts: list[str], found: Layers, page: _Page) -> bool:
    """Family names that come first („Kim Jong Un“): the first word stands alone more often than the last."""
    alone = {word: 0, parts[-1]: 0}
    for sentence in found.sentences:
        for i, token in enumerate(sentence.tokens):
            base = _base(page.form(token), page)
            if base not in alone:
                continue
            beside = sentence.tokens[max(0, i - 1) : i] + sentence.tokens[i + 1 : i + 2]
            if not any(page.form(other) in parts for other in beside):
                alone[base] += 1
    return alone[word] > alone[parts[-1]]


def _nominal_actors(sentence: Sentence, page: _Page) -> Iterator[Mention]:
    """„südkoreanische Beamte“, „das Verteidigungsministerium“: a head noun and the words that belong to it."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        noun = _actor_noun(page.form(token), page)
        if noun is None or not page.is_free(token):
            continue
        start = i
        while start > 0 and _is_modifier(page.form(tokens[start - 1]), page):
            start -= 1
        span = Span(tokens[start].start, token.end)
        head_type = EntityType.ORG if noun[0] == "institution" else EntityType.PER
        yield Mention(
            span=span,
            type=head_type,
            form=MentionForm.NOMINAL,
            name=_without_determiner(tokens[start : i + 1], page),
            anonymous=noun[1],
            person="pl" if noun[0] == "group" else "",
            by=By("actor noun"),
        )


def _actor_noun(form: str, page: _Page) -> tuple[str, bool] | None:
    actors = page.world.language.actors
    found = actors.get(form) or actors.get(form.rpartition("-")[2])
    if found is None and form[:1].isupper() and form[1:].lower().endswith(page.world.language.actor_suffixes):
        endings = (form[i:].capitalize() for i in range(1, len(form) - 4))
        found = next((actors[e] for e in endings if e in actors and actors[e].suffix), None)
    return (found.kind, found.anonymous) if found else None


def _is_modifier(form: str, page: _Page) -> bool:
    language = page.world.language
    if form in {"und", "sowie"}:
        return False
    if form.lower() in language.determiners:
        return True
    return (
        len(form) > 4
        and form.endswith(("e", "en", "er", "es", "em"))
        and (form.islower() or "-" in form)
        and form not in language.function_words
    )


def _without_determiner(tokens: tuple[Span, ...], page: _Page) -> str:
    first = page.form(tokens[0]).lower()
    kept = tokens[1:] if len(tokens) > 1 and first in page.world.language.determiners else tokens
    return page.document.text[kept[0].start : kept[-1].end]
