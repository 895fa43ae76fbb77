"""Names of persons: runs of capitalised words with a reason to be a name, and surnames that stand alone.

A capital says little in German. Reasons are a title in front, a known given name, a word of saying
beside it, or that its surname stands alone elsewhere on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from quellenlage.analyse.mention.page import Page
from quellenlage.kb.gazetteer import Hit
from quellenlage.records.layers import EntityType, Mention, MentionForm, Sentence
from quellenlage.records.provenance import By
from quellenlage.text.phrase import is_adjective_like
from quellenlage.text.span import Span

_MAX_NAME = 5
# Two names side by side („gratulierte Ben Chan“) are told from one by how often each stands alone.
_OFTEN = 2
# An adjective that begins a sentence has a capital too; names of this length with its endings are rare.
_SHORT = 5
# A town of fewer inhabitants may share its name with people („Wladimir“); larger ones rarely do in news.
_LARGE = 500_000


def is_title(form: str, page: Page) -> bool:
    """Whether a word is a title, alone or as the end of a compound („Kreml-Sprecher“, „Vizepremier“)."""
    language = page.world.language
    if form in language.titles or form.rpartition("-")[2] in language.titles:
        return True
    return form[:1].isupper() and form[1:].lower().endswith(language.title_suffixes)


def find_persons(page: Page) -> tuple[Mention, ...]:
    """Full names, and single names behind a title."""
    return tuple(mention for sentence in page.sentences for mention in _of_sentence(sentence, page))


def _of_sentence(sentence: Sentence, page: Page) -> Iterator[Mention]:
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        title_end = at
        while title_end < len(tokens) and is_title(page.form(tokens[title_end]), page):
            title_end += 1
        end = _run_end(tokens, title_end, page)
        run = tokens[title_end:end]
        rule = _reason(run, tokens[end : end + 1], tokens[:at][-1:], titled=title_end > at, page=page) if run else ""
        if rule:
            yield person(tokens[at:title_end], run, rule, page)
            at = end
        else:
            at = max(title_end, at + 1)


def _run_end(tokens: tuple[Span, ...], start: int, page: Page) -> int:
    """End of the run of name words that begins at ``start``; particles may stand inside it."""
    end = start
    while end < len(tokens) and end - start < _MAX_NAME and page.is_free(tokens[end]):
        form = page.form(tokens[end])
        if end > start and page.document.text[tokens[end - 1].end : tokens[end].start] != " ":
            break
        if not (_is_particle(end, start, tokens, page) or (is_name_word(form, page) and not is_title(form, page))):
            break
        end += 1
    return end


def _is_particle(at: int, start: int, tokens: tuple[Span, ...], page: Page) -> bool:
    """Whether a token is a small word inside a name, with a name word behind it."""
    if not start < at < len(tokens) - 1 or page.form(tokens[at]) not in page.world.language.name_particles:
        return False
    return is_name_word(page.form(tokens[at + 1]), page)


def is_name_word(form: str, page: Page) -> bool:
    """Whether a word may be part of a name: a capital, small letters, no function word, no actor noun."""
    language = page.world.language
    return (
        form[:1].isupper()
        and len(form) > 1
        and any(c.islower() for c in form)
        and form.lower() not in language.function_words
        and form not in language.actors
    )


def _reason(
    run: tuple[Span, ...], behind: tuple[Span, ...], before: tuple[Span, ...], *, titled: bool, page: Page
) -> str:
    """Why a run is the name of a person, or nothing."""
    forms = [page.form(token) for token in run]
    span = Span(run[0].start, run[-1].end)
    hits = [h for h in page.world.gazetteer.find(page.form(span)) if not h.ambiguous]
    whole = [h for h in hits if len(h.span) == len(span)]
    if whole or (page.is_common(forms[-1]) and not titled):
        return ""
    given = page.world.kb.given_names
    if titled:
        known = any(h.span.start == 0 for h in hits)
        return "" if page.is_common(forms[0]) or (known and len(run) == 1) else "title and name"
    if len(run) < 2 or any(_is_large(hit, page) for hit in hits) or _has_article(before, page):
        return ""
    if forms[0] in given or forms[0].partition("-")[0] in given:
        return "" if are_two(forms, page) else "given name"
    if any(page.is_common(form) for form in forms) or any(f in page.world.language.name_particles for f in forms):
        return ""
    if not before and len(forms[0]) > _SHORT and is_adjective_like(forms[0].lower(), page.world.language):
        return ""
    verbs = page.world.language.cue_verbs
    if any(page.form(token) in verbs for token in (*behind[:1], *before)):
        return "beside a verb of saying"
    if _has_apposition(behind, page):
        return "apposition"
    return "surname stands alone" if _alone(forms, page) else ""


def _is_large(hit: Hit, page: Page) -> bool:
    """Whether a name of the kb inside a run is so well known that the run is no person."""
    entities = [page.world.kb.entities[e] for e in hit.entities]
    return any(e.type is not EntityType.GPE or e.population >= _LARGE or not e.part_of for e in entities)


def _has_apposition(behind: tuple[Span, ...], page: Page) -> bool:
    """„X Y, eine Sprecherin …“: a comma, and a title or actor noun soon behind it."""
    forms = [page.form(token) for token in behind]
    nouns = (form for form in forms[1:] if form[:1].isupper())
    first = next(nouns, "")
    return forms[:1] == [","] and bool(first) and (is_title(first, page) or first in page.world.language.actors)


def _has_article(before: tuple[Span, ...], page: Page) -> bool:
    """Sites, ships and programmes take an article, persons without a title do not."""
    language = page.world.language
    words = {page.form(token).lower() for token in before}
    return bool(words & (language.determiners | language.articled_prepositions))


def are_two(forms: list[str], page: Page) -> bool:
    """Whether a run of two words is two names: both stand without the other more often than with it."""
    if len(forms) != 2:
        return False
    together = page.together(" ".join(forms))
    return all(page.words[f] + page.words[f + "s"] - together >= _OFTEN * together for f in forms)


def _alone(forms: list[str], page: Page) -> bool:
    together = page.together(" ".join(forms))
    return any(page.words[f] + page.words[f + "s"] > together for f in (forms[0], forms[-1]))


def person(title: tuple[Span, ...], run: tuple[Span, ...], rule: str, page: Page) -> Mention:
    """The mention of a person by the tokens of titles and name."""
    span = Span(run[0].start, run[-1].end)
    titles = [page.world.language.title_of(page.form(t)) for t in title]
    gender = next((t.person for t in titles if t and t.person), "")
    return Mention(
        span=span,
        type=EntityType.PER,
        form=MentionForm.NAME,
        name=page.base(page.form(span)),
        title=Span(title[0].start, title[-1].end) if title else None,
        office=page.office(page.form(title[-1])) if title else "",
        person=gender or page.world.kb.genders.get(page.form(run[0]), ""),
        by=By(rule),
    )


def find_surnames(persons: tuple[Mention, ...], page: Page) -> Iterator[Mention]:
    """Single words that are the surname of a full name of the same page.

    Which end of a full name is the surname is told by which of its ends stands alone more often.
    """
    owners: dict[str, Mention] = {}
    # Each full name once: the page is counted for it.
    full: dict[str, Mention] = {}
    for person in persons:
        full.setdefault(person.name, person)
    for name, person in full.items():
        parts = name.split()
        if len(parts) > 1:
            first, last = (_count_alone(part, parts, page) for part in (parts[0], parts[-1]))
            owners.setdefault(parts[0] if first > last else parts[-1], person)
    for sentence in page.sentences:
        for token in sentence.tokens:
            for part in _parts(token, page):
                form = page.form(part)
                name = form if form in owners else page.base(form)
                owner = owners.get(name)
                if owner and page.is_free(part) and not page.is_common(name):
                    yield replace(owner, span=part, name=name, title=None, office="", by=By("surname"))


def find_in_compounds(before: Iterable[Mention], page: Page) -> Iterator[Mention]:
    """Persons of whom the page has one name alone, as parts of a compound („das Roth-Weber-Treffen“)."""
    owners = {m.name: m for m in before if m.type is EntityType.PER and m.form is MentionForm.NAME}
    for sentence in page.sentences:
        for token in sentence.tokens:
            for part in [*_parts(token, page)][1:-1]:
                owner = owners.get(page.form(part))
                if owner and page.is_free(part):
                    yield replace(owner, span=part, title=None, office="", by=By("surname"))


def _parts(token: Span, page: Page) -> Iterator[Span]:
    """The token, and the parts of a compound with hyphens („Roth-Weber-Treffen“)."""
    yield token
    form = page.form(token)
    if "-" in form.strip("-"):
        start = token.start
        for part in form.split("-"):
            if part:
                yield Span(start, start + len(part))
            start += len(part) + 1


def _count_alone(word: str, parts: list[str], page: Page) -> int:
    """How often ``word`` stands without the other words of the name beside it."""
    others = {part for part in parts if part != word}
    return sum(not others & beside for beside in page.beside.get(word, ()))
