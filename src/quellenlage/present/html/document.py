"""The static dossier: one document that needs neither a server nor a script, with every statement footnoted."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from markupsafe import Markup

from quellenlage.present.catalogue import Catalogue
from quellenlage.present.html.book import Book
from quellenlage.present.html.environment import SECTIONS, Surroundings, render, render_section
from quellenlage.present.html.footnotes import Footnotes
from quellenlage.present.html.text import text_view

STYLE = Path(__file__).parents[1] / "templates" / "dossier.css"


def write_html(book: Book, catalogue: Catalogue, *, with_text: bool) -> str:
    """The whole dossier as one HTML document.

    Args:
        book: What is shown.
        catalogue: In whose language.
        with_text: Whether the full texts of the articles stand in it; cited sentences always do.
    """
    notes = Footnotes(book, lambda number, _article, _anchor: f"#b{number}")
    around = Surroundings(
        book=book,
        catalogue=catalogue,
        url=lambda _section, anchor: f"#{anchor}",
        notes=notes,
        with_text=with_text,
        files=False,
    )
    rendered = [(key, render_section(key, build(book), around)) for key, build in SECTIONS.items()]
    texts = [
        render("text.html", around, view=text_view(book, row), level=3)
        for row in (book.record.article if with_text else ())
    ]
    style = STYLE.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = render(
        "document.html",
        around,
        style=Markup(style),  # noqa: S704  our own file
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        rendered=rendered,
        texts=texts,
        notes=notes.notes,
    )
    return str(page)
