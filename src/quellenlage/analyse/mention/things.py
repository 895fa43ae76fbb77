"""Names that the kb knows, organisations that the page introduces with their abbreviation, other runs of capitals."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.analyse.mention.page import Page
from quellenlage.analyse.mention.persons import is_name_word, is_title
from quellenlage.kb.gazetteer import Hit
from quellenlage.records.layers import EntityType, Mention, MentionForm
from quellenlage.records.provenance import By
from quellenlage.text.span import Span

_DERIVED = frozenset({"adjective", "demonym"})
_PLACES = frozenset({EntityType.GPE, EntityType.LOC})
_MAX_WORDS = 7


def find_known(page: Page) -> Iterator[Mention]:
    """Names of the kb; of several individuals with one name the most populous comes first."""
    for hit in page.world.gazetteer.find(page.document.text):
        doubtful = hit.ambiguous or (hit.form in page.world.kb.given_names and not _is_state(hit, page))
        if not page.is_free(hit.span) or (doubtful and not _is_place_phrase(hit, page)):
            continue
        mention = known(hit, hit.span, page)
        # „FC Anderstadt“ is no town.
        if mention.type in _PLACES and page.read_organisations.get(hit.span.start, 0) > len(hit.span):
            continue
        # People are named after places, or places after them; organisations are not.
        if mention.type not in _PLACES or not page.read_persons.touches(hit.span):
            yield mention


def known(hit: Hit, span: Span, page: Page) -> Mention:
    """The mention of what the kb knows by this name; the most populous first."""
    entities = page.world.kb.entities
    best = sorted(hit.entities, key=lambda e: (-entities[e].population, e))
    entity = entities[best[0]]
    derived = hit.kind in _DERIVED
    return Mention(
        span=span,
        type=entity.type,
        form=MentionForm.NAME,
        name=entity.name if derived else hit.form,
        candidates=tuple(best),
        derived=derived,
        by=By("gazetteer, recalled name" if hit.recalled else "gazetteer"),
    )


def _is_state(hit: Hit, page: Page) -> bool:
    """Whether a name is that of a state: news names states far more often than people who are called like one."""
    entities = (page.world.kb.entities[entity] for entity in hit.entities)
    return any(entity.type is EntityType.GPE and not entity.part_of for entity in entities)


def _is_place_phrase(hit: Hit, page: Page) -> bool:
    """An everyday word names a place only behind „in“, „nach“, „aus“ and without an article."""
    before = page.document.text[max(0, hit.span.start - 12) : hit.span.start].split()
    led = bool(before) and before[-1].lower() in page.world.language.place_prepositions
    return led and hit.kind not in _DERIVED


def find_abbreviated(page: Page) -> Iterator[Mention]:
    """„Some Institute of Something (SIS)“: an organisation, and its abbreviation wherever it stands."""
    introduced: set[str] = set()
    for sentence in page.sentences:
        tokens = sentence.tokens
        for i in range(1, len(tokens) - 2):
            short = page.form(tokens[i + 1])
            if page.form(tokens[i]) != "(" or page.form(tokens[i + 2]) != ")" or not _is_abbreviation(short):
                continue
            start = i
            while start > 0 and i - start < _MAX_WORDS and page.form(tokens[start - 1])[:1].isupper():
                start -= 1
            initials = "".join(page.form(t)[0] for t in tokens[start:i])
            span = Span(tokens[start].start, tokens[i].start)
            if start < i and initials[:1] == short[:1]:
                introduced.add(short)
                yield _organisation(Span(span.start, tokens[i - 1].end), short, "introduced with its abbreviation")
    for sentence in page.sentences:
        for token in sentence.tokens:
            form = page.form(token)
            head = form.partition("-")[0]
            if head in introduced and page.is_free(token):
                yield _organisation(Span(token.start, token.start + len(head)), head, "abbreviation")


def _is_abbreviation(form: str) -> bool:
    return 2 <= len(form) <= 8 and form[:1].isupper() and sum(c.isupper() for c in form) * 2 > len(form)


def _organisation(span: Span, name: str, rule: str) -> Mention:
    return Mention(span=span, type=EntityType.ORG, form=MentionForm.NAME, name=name, by=By(rule))


def find_others(page: Page) -> Iterator[Mention]:
    """Other runs of two or three name words: a site behind a preposition with article, else something named."""
    language = page.world.language
    for sentence in page.sentences:
        tokens = sentence.tokens
        at = 0
        while at < len(tokens):
            end = at
            while end < len(tokens) and end - at < 3 and _is_strange(tokens[end], page):
                end += 1
            if end - at >= 2:
                before = [page.form(t).lower() for t in tokens[max(0, at - 2) : at]]
                site = bool(set(before) & (language.fused_place_prepositions | language.place_prepositions))
                span = Span(tokens[at].start, tokens[end - 1].end)
                kind = EntityType.FAC if site else EntityType.MISC
                name = page.base(page.form(span))
                yield Mention(span=span, type=kind, form=MentionForm.NAME, name=name, by=By("capitals"))
            at = max(end, at + 1)


def _is_strange(token: Span, page: Page) -> bool:
    form = page.form(token)
    return page.is_free(token) and is_name_word(form, page) and not page.is_common(form) and not is_title(form, page)
