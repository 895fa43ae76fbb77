"""What the markup of a page says about its article: JSON-LD, meta tags, elements of time. Evidence, not truth."""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from quellenlage.read.statement import state, weigh_statements
from quellenlage.records.document import Statement, StatementKind
from quellenlage.text.span import Span

# schema.org types that are an article; a fact check names the day of the claim beside its own.
_ARTICLES = re.compile(r"(?:Article|BlogPosting|Report|WebPage|Recipe|CreativeWork)$")
_JSON_LD = re.compile(r"<script\b[^>]{0,400}\bapplication/ld\+json\b[^>]{0,400}>", re.IGNORECASE)
_META = re.compile(r"<meta\s([^>]{1,2000})>", re.IGNORECASE)
_LINK = re.compile(r"<link\s([^>]{1,2000})>", re.IGNORECASE)
_TIME = re.compile(r"<time\s([^>]{1,1000})>", re.IGNORECASE)
_HTML = re.compile(r"<html\s([^>]{1,1000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:.-]{1,40})\s{0,3}=\s{0,3}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_PUBLISHED = frozenset({
    "article:published_time", "article:published", "datepublished", "og:published_time", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date.created", "pubdate", "publishdate", "publish-date",
    "last-published", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "originalpublicationdate",
})  # fmt: skip
_MODIFIED = frozenset({
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "dc.date.modified",
})  # fmt: skip
_AUTHOR = frozenset({"author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl"})
_PUBLISHER = frozenset({"og:site_name", "application-name", "dc.publisher", "publisher"})
# Depth of JSON-LD that is looked at.
_DEPTH = 8

logging.getLogger("htmldate").addHandler(logging.NullHandler())


def find_statements(markup: str) -> tuple[Statement, ...]:
    """Everything that is said of day, authors, publisher, language and address of the article.

    Args:
        markup: A page.

    Returns:
        The most trustworthy first: JSON-LD, then meta tags, then elements; implausible ones say why they are refused.
    """
    found = [*_json_ld(markup), *_meta(markup), *_elements(markup)]
    if not any(s.kind is StatementKind.PUBLISHED and s.day for s in found):
        found += _searched(markup)
    return weigh_statements(found)


def _json_ld(markup: str) -> Iterator[Statement]:
    """Articles of JSON-LD; the whole script is the place."""
    later: list[Statement] = []
    for match in _JSON_LD.finditer(markup):
        end = markup.find("</script", match.end())
        place = Span(match.end(), end if end >= 0 else len(markup))
        try:
            rows = json.loads(
                html.unescape(place.of(markup)) if "&quot;" in place.of(markup) else place.of(markup), strict=False
            )
        except (ValueError, RecursionError):
            continue
        for row in _objects(rows, _DEPTH):
            kinds = row.get("@type")
            kinds = [str(k) for k in (kinds if isinstance(kinds, list) else [kinds])]
            if any(_ARTICLES.search(kind) for kind in kinds):
                said = list(_article(row, place))
                if "WebPage" in kinds or "CreativeWork" in kinds:
                    later += said
                else:
                    yield from said
    yield from later


def _objects(rows: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401  JSON of any shape
    if isinstance(rows, list):
        for row in rows:
            yield from _objects(row, depth - 1) if depth else ()
    elif isinstance(rows, dict):
        yield rows
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate") if depth else ():
            yield from _objects(rows.get(key), depth - 1)


def _article(row: dict[str, Any], place: Span) -> Iterator[Statement]:
    for key, kind in (("datePublished", StatementKind.PUBLISHED), ("dateModified", StatementKind.MODIFIED)):
        if isinstance(row.get(key), str):
            yield state(kind, row[key], f"JSON-LD {key}", place)
    for key, kind in (("author", StatementKind.AUTHOR), ("publisher", StatementKind.PUBLISHER)):
        for name in _names(row.get(key)):
            yield state(kind, name, f"JSON-LD {key}", place)
    if isinstance(row.get("inLanguage"), str):
        yield state(StatementKind.LANGUAGE, row["inLanguage"], "JSON-LD inLanguage", place)


def _names(value: Any) -> Iterator[str]:  # noqa: ANN401  JSON of any shape
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        for text in name if isinstance(name, list) else [name]:
            if isinstance(text, str) and not text.startswith(("http:", "https:", "/", "#")):
                yield text


def _meta(markup: str) -> Iterator[Statement]:
    for match in _META.finditer(markup):
        attributes = _attributes(match[1])
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        value, place, basis = attributes.get("content", ""), Span(*match.span()), f"meta {name}"
        kind = (
            StatementKind.PUBLISHED if name in _PUBLISHED
            else StatementKind.MODIFIED if name in _MODIFIED
            else StatementKind.AUTHOR if name in _AUTHOR
            else StatementKind.PUBLISHER if name in _PUBLISHER
            else StatementKind.LANGUAGE if name in ("og:locale", "language", "content-language", "dc.language")
            else StatementKind.ADDRESS if name == "og:url"
            else None
        )  # fmt: skip
        is_address = value.startswith(("http:", "https:", "/"))
        if kind and value.strip() and is_address == (kind is StatementKind.ADDRESS):
            yield state(kind, value, basis, place)


def _elements(markup: str) -> Iterator[Statement]:
    """Canonical address, language of the page, and times that say that they are the day of publication."""
    for match in _LINK.finditer(markup):
        attributes = _attributes(match[1])
        if attributes.get("rel", "").lower() == "canonical" and attributes.get("href"):
            yield state(StatementKind.ADDRESS, attributes["href"], "link canonical", Span(*match.span()))
    root = _HTML.search(markup)
    if root and (language := _attributes(root[1]).get("lang")):
        yield state(StatementKind.LANGUAGE, language, "html lang", Span(*root.span()))
    for match in _TIME.finditer(markup):
        attributes = _attributes(match[1])
        about = " ".join((attributes.get("itemprop", ""), attributes.get("class", ""), attributes.get("pubdate", "")))
        if attributes.get("datetime") and re.search(r"publish|pubdate|entry-date", about, re.IGNORECASE):
            yield state(StatementKind.PUBLISHED, attributes["datetime"], "time element", Span(*match.span()))


def _attributes(tag: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag):
        value = next((v for v in match.groups()[1:] if v is not None), "")
        found.setdefault(match[1].lower(), html.unescape(value))
    return found


def _searched(markup: str) -> Iterator[Statement]:
    """What htmldate finds; asked only where nothing is stated, as it takes its time."""
    import htmldate  # takes half a second, which only those who read pages shall wait

    try:
        found = htmldate.find_date(markup, original_date=True, extensive_search=False)
    except Exception:  # noqa: BLE001  whatever it stumbles over: it is only asked for a hint
        found = None
    if found:
        yield state(StatementKind.PUBLISHED, found, "htmldate", None)
