"""The templates and what they may call. Everything is escaped; no text of an article becomes markup or commands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from quellenlage.present.calling import call
from quellenlage.present.catalogue import Catalogue
from quellenlage.present.html.actors import actors_view
from quellenlage.present.html.articles import articles_view
from quellenlage.present.html.book import Book
from quellenlage.present.html.claims import claims_view
from quellenlage.present.html.findings import findings_view
from quellenlage.present.html.footnotes import Footnotes
from quellenlage.present.html.gaps import gaps_view
from quellenlage.present.html.origins import origins_view
from quellenlage.present.html.quotes import quotes_view
from quellenlage.present.html.situation import situation_view
from quellenlage.present.html.timeline import timeline_view
from quellenlage.present.html.transfers import transfers_view
from quellenlage.present.telling import tell_note

# The sections in the order of the page; each has a template of its name. Those that are views of `show` bear its names.
SECTIONS: Mapping[str, Callable[[Book], Any]] = {
    "situation": situation_view,
    "claims": claims_view,
    "timeline": timeline_view,
    "quotes": quotes_view,
    "transfers": transfers_view,
    "actors": actors_view,
    "origins": origins_view,
    "findings": findings_view,
    "gaps": gaps_view,
    "articles": articles_view,
}
# Control characters but tab and line end, which no page may hold, and halves of surrogate pairs, which UTF-8 cannot.
UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Longer words of an article are cut in views; the page of the article has them whole.
_LONGEST = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a fragment needs to know of the page that it stands on.

    Attributes:
        url: From a section (or ``article``) and an anchor to an address.
        notes: Collects the footnotes of the page.
        with_text: Whether the page of every article can be reached.
        files: Whether tables can be had as files.
    """

    book: Book
    catalogue: Catalogue
    url: Callable[[str, str], str]
    notes: Footnotes
    with_text: bool
    files: bool


def render(name: str, around: Surroundings, **more: object) -> Markup:
    """A template with the words of the catalogue."""
    template = environment().get_template(name)
    book, catalogue = around.book, around.catalogue
    context = {
        "t": catalogue.text,
        "w": catalogue.word,
        "n": catalogue.count,
        "days": catalogue.days,
        "call": lambda id_: call(id_, book.names[id_], catalogue.code),
        "tell": lambda row: tell_note(row, catalogue.code),
        "has": lambda key: key in catalogue.texts,
        "lang": catalogue.code,
        "source_lang": language_of(book),
        "months": catalogue.short_months,
        "cite": around.notes.cite,
        "url": around.url,
        "book": book,
        "with_text": around.with_text,
        "files": around.files,
        "sections": tuple(SECTIONS),
    }
    return Markup(template.render({**context, **more}))  # noqa: S704  what a template gives is escaped


def render_section(key: str, view: object, around: Surroundings, *, whole: object = None, first: bool = True) -> Markup:
    """One section, with its heading of the second rank.

    Args:
        key: Which.
        view: What is shown of it.
        around: The page.
        whole: All of the section where ``view`` is one page of it.
        first: Whether it is the first page.
    """
    return render(f"sections/{key}.html", around, view=view, key=key, whole=whole or view, first=first)


def language_of(book: Book) -> str:
    """The language of most articles, so that a screen reader pronounces it and a spelling checker knows it."""
    known = Counter(row.language for row in book.record.article if row.language)
    return known.most_common(1)[0][0] if known else "und"


@cache
def environment() -> Environment:
    """The templates of all forms; what is put into them is escaped."""
    made = Environment(
        loader=PackageLoader("quellenlage.present", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["short"] = short
    return made


def _safe(value: object) -> object:
    """What is put into a page: without characters that a page cannot hold."""
    if isinstance(value, str):
        cleaned = UNSAFE.sub("\ufffd", value)
        return Markup(cleaned) if isinstance(value, Markup) else cleaned  # noqa: S704  it was markup before
    return value


def short(text: str, longest: int = _LONGEST) -> str:
    """Words of an article on one line, cut where they are very long."""
    line = " ".join(text[: 4 * longest].split())
    return line if len(line) <= longest else line[:longest].rstrip() + " …"
