"""The application: one route a kind of page, all of them reading but one, which takes corrections."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from quellenlage.errors import ConfigError, QueryError
from quellenlage.present.catalogue import LANGUAGES, load_catalogue
from quellenlage.present.html.document import STYLE
from quellenlage.present.html.environment import SECTIONS, Surroundings, render, render_section
from quellenlage.present.html.footnotes import Footnotes, sentence_anchor
from quellenlage.present.html.review import record_view, review_view
from quellenlage.present.html.text import text_view
from quellenlage.present.tables import VIEWS
from quellenlage.serve.files import as_csv, as_json
from quellenlage.serve.guard import guard
from quellenlage.serve.review import LARGEST, Reviewer, read_body
from quellenlage.serve.shelf import Edition, Shelf
from quellenlage.store.search import Hit

# Sentences that a search shows.
HITS = 100
# Words of a query that are looked at.
_LONGEST_QUERY = 500
# Selected words that a form is filled with.
_LONGEST_WORDS = 4000
# What any route may answer; nobody is shown this description, but tests hold the routes to it.
_ANSWERS: dict[int | str, dict[str, Any]] = {
    404: {"description": "There is no such page.", "content": {"text/html": {}}},
    405: {"description": "This is for reading only.", "content": {"text/plain": {}}},
    503: {"description": "The dossier cannot be read.", "content": {"text/plain": {}}},
}
_SCRIPT = Path(__file__).parent / "static" / "dossier.js"


def make_app(path: Path, port: int) -> FastAPI:
    """The page of one dossier.

    Args:
        path: Its file.
        port: On which it is served; part of the name that requests must ask for.
    """
    shelf = Shelf(path)
    # No description of the routes is offered: its pages would load scripts from elsewhere.
    quiet: dict[str, Any] = {"openapi_url": None, "docs_url": None, "redoc_url": None}
    app = FastAPI(default_response_class=HTMLResponse, responses={**_ANSWERS}, **quiet)
    app.middleware("http")(guard(port))

    @app.exception_handler(HTTPException)
    def missing(request: Request, error: HTTPException) -> Response:
        language = _language(request.url.path.split("/")[1])
        return _page(shelf.edition(), language, "missing", status=error.status_code)

    @app.get("/", status_code=302, response_class=RedirectResponse)
    def first(request: Request) -> Response:
        asked = request.headers.get("accept-language", "")[:2].lower()
        return RedirectResponse(f"/{_language(asked)}/situation", status_code=302)

    _add_files(app)
    _add_review(app, shelf, Reviewer(path))

    @app.get("/{language}/articles/{number}")
    def article(language: str, number: str) -> Response:
        edition = shelf.edition()
        articles = edition.book.record.article
        if not number.isdecimal() or not 1 <= int(number[:9]) <= len(articles):
            raise HTTPException(404)
        return _page(edition, _known(language), "articles", row=articles[int(number) - 1], place=f"articles/{number}")

    @app.get("/{language}/search")
    def search(language: str, q: str = "") -> Response:
        return _search(shelf, _known(language), q[:_LONGEST_QUERY])

    @app.get("/{language}/{name}.{suffix}", response_class=Response, responses=_content("text/csv", "application/json"))
    def file(language: str, name: str, suffix: str) -> Response:
        _known(language)
        if name not in VIEWS or suffix not in ("csv", "json"):
            raise HTTPException(404)
        table = shelf.edition().table(name)
        headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
        if suffix == "csv":
            return Response(as_csv(table), media_type="text/csv; charset=utf-8", headers=headers)
        return Response(as_json(table), media_type="application/json", headers=headers)

    @app.get("/{language}/{key}")
    def section(language: str, key: str, page: str = "1", at: str = "") -> Response:
        if key not in SECTIONS:
            raise HTTPException(404)
        return _page(shelf.edition(), _known(language), key, page=page, at=at)

    return app


def _content(*types: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {type_: {} for type_ in types}}}


def _add_files(app: FastAPI) -> None:
    """What every page needs: its style and its one script."""

    @app.get("/favicon.ico", status_code=204, response_class=Response)
    def icon() -> Response:
        return Response(status_code=204)

    @app.get("/static/dossier.css", response_class=Response, responses=_content("text/css"))
    def style() -> Response:
        return Response(STYLE.read_bytes(), media_type="text/css")

    @app.get("/static/dossier.js", response_class=Response, responses=_content("text/javascript"))
    def script() -> Response:
        return Response(_SCRIPT.read_bytes(), media_type="text/javascript")


def _add_review(app: FastAPI, shelf: Shelf, reviewer: Reviewer) -> None:
    """The section *Prüfen*, the page of one record, and the one place where something is said."""

    @app.get("/{language}/review")
    def review(language: str) -> Response:
        return _review(shelf.edition(), _known(language), reviewer.who)

    @app.get("/{language}/review/record")
    def record(language: str, id: str = "", other: str = "", words: str = "") -> Response:
        edition, code = shelf.edition(), _known(language)
        row = next((row for row in edition.book.record.rows() if row.id == id), None)
        if row is None:
            raise HTTPException(404)
        around = _around(edition, code)
        view = record_view(edition.book, row, edition.said, reviewer.who)
        content = render("record.html", around, view=view, other=other, words=words[:_LONGEST_WORDS])
        place = f"review/record?{urlencode({'id': id})}"
        return _joined(edition, around, content, key="review", place=place, title=view.title or row.id)

    @app.post("/{language}/review", status_code=303, response_class=RedirectResponse, responses={400: _ANSWERS[404]})
    async def say(language: str, request: Request) -> Response:
        _known(language)
        body = await read_body(request.stream(), LARGEST)
        return await run_in_threadpool(_said, shelf, reviewer, language, body)


def _said(shelf: Shelf, reviewer: Reviewer, language: str, body: bytes) -> Response:
    try:
        reviewer.take(body)
    except ConfigError as error:
        return _review(shelf.edition(), language, reviewer.who, reason=str(error))
    return RedirectResponse(f"/{language}/review#said", status_code=303)


def _review(edition: Edition, language: str, who: str, *, reason: str = "") -> HTMLResponse:
    around = _around(edition, language)
    view = review_view(edition.book, edition.said, pending=edition.stale, who=who)
    content = render("review.html", around, view=view, reason=reason)
    title = around.catalogue.text("section.review")
    status = 400 if reason else 200
    return _joined(edition, around, content, key="review", place="review", title=title, status=status)


def _language(asked: str) -> str:
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise HTTPException(404)
    return language


def _around(edition: Edition, language: str) -> Surroundings:
    def url(section: str, anchor: str) -> str:
        if section in ("article", "text"):
            number = anchor.partition("-")[2] if not anchor.startswith("s") else anchor[1:].partition("-")[0]
            return f"/{language}/articles/{number}" + (f"#{anchor}" if anchor.startswith("s") else "")
        if anchor == section:
            return f"/{language}/{section}"
        return f"/{language}/{section}?at={anchor}#{anchor}"

    notes = Footnotes(edition.book, lambda _number, article, anchor: f"/{language}/articles/{article}#{anchor}")
    return Surroundings(
        book=edition.book,
        catalogue=load_catalogue(language),
        url=url,
        notes=notes,
        with_text=True,
        files=True,
    )


def _page(edition: Edition, language: str, key: str, *, status: int = 200, **asked: Any) -> HTMLResponse:  # noqa: ANN401
    around = _around(edition, language)
    pages, number, place = 1, 1, key
    title = around.catalogue.texts.get(f"section.{key}", "")
    if key == "missing":
        content, place = render("missing.html", around), "situation"
    elif "row" in asked:
        content = render("text.html", around, view=text_view(edition.book, asked["row"]), level=2)
        place, title = asked["place"], asked["row"].title or asked["row"].source
    else:
        view, number, pages = _part(edition, key, asked.get("page", "1"), asked.get("at", ""))
        content = render_section(key, view, around, whole=edition.view(key), first=number == 1)
    return _joined(
        edition, around, content, key=key, place=place, title=title, number=number, pages=pages, status=status
    )


def _joined(
    edition: Edition, around: Surroundings, content: Markup, *, key: str, place: str, title: str, status: int = 200,
    number: int = 1, pages: int = 1,
) -> HTMLResponse:  # fmt: skip
    text = render(
        "page.html",
        around,
        content=content,
        notes=around.notes.notes,
        key=key,
        place=place,
        title=title,
        number=number,
        pages=pages,
        stale=edition.stale,
        languages=LANGUAGES,
    )
    return HTMLResponse(str(text), status_code=status)


def _part(edition: Edition, key: str, asked: str, at: str) -> tuple[Any, int, int]:
    """The rows of one page, its number, and how many pages there are; ``at`` is the anchor of a row."""
    pages = edition.pages(key)
    wanted = at.partition("-")[2]
    if key == "actors" and wanted.isdecimal() and 1 <= int(wanted[:9]) <= len(edition.book.record.entity):
        wanted = edition.book.record.entity[int(wanted) - 1].id
    number = pages.places.get(wanted, 0) if wanted else 0
    if not number:
        number = min(max(int(asked[:6]), 1), len(pages.views)) if asked.isdecimal() else 1
    return pages.views[number - 1], number, len(pages.views)


def _search(shelf: Shelf, language: str, words: str) -> HTMLResponse:
    edition = shelf.edition()
    around = _around(edition, language)
    reason, hits = "", tuple[tuple[Hit, str, list[tuple[str, bool]]], ...]()
    if words.strip():
        try:
            hits = tuple(
                (hit, sentence_anchor(hit.number, hit.start), _marked(hit)) for hit in shelf.search(words, HITS)
            )
        except QueryError as error:
            reason = str(error)
    content = render("search.html", around, words=words, hits=hits, reason=reason, most=HITS)
    title = around.catalogue.text("section.search")
    return _joined(edition, around, content, key="search", place="search", title=title)


def _marked(hit: Hit) -> list[tuple[str, bool]]:
    """The sentence in pieces, each with whether it was looked for; of an overlong one what stands around the first."""
    start = max(hit.marks[0].start - 200, 0) if hit.marks and len(hit.text) > 1000 else 0
    end, done, pieces = min(len(hit.text), start + 1000), start, []
    for mark in hit.marks:
        if mark.start >= end:
            break
        pieces += [(hit.text[done : mark.start], False), (hit.text[mark.start : mark.end], True)]
        done = mark.end
    return [*pieces, (hit.text[done:end], False)]
