"""Six hundred hostile strings as text, title, name, path and query, through every page: they stay words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from resiliparse.parse.html import DOMContext, HTMLTree, traverse_dom
from starlette.testclient import TestClient
from tests.unit.naughty import naughty_strings
from tests.unit.present.dossier_rows import join_records, make_record

from quellenlage.present.html.environment import SECTIONS
from quellenlage.present.tables import VIEWS
from quellenlage.serve.app import make_app
from quellenlage.serve.shelf import PAGE
from quellenlage.store import Dossier

HOME = "http://127.0.0.1:8765"
STRINGS = naughty_strings()
# Addresses that pages may lead to.
OURS = re.compile(
    r"/(de|en)/([a-z]+|articles/\d+)([?]at=[\w:@.-]+|[?]page=\d+)?(#[\w:@.-]+)?|#[\w:@.-]+|[a-z]+[.](csv|json)|/static/dossier[.]css"
    r"|/(de|en)/review/record[?]id=[\w:%.@+-]+"
)
Shape = set[tuple[str, frozenset[str]]]


def client_of(path: Path, words: tuple[str, ...]) -> TestClient:
    """A client of a dossier with two articles a string; names are other strings than texts."""
    others = (*words[1:], words[0])
    with Dossier(path, create=True) as dossier:
        dossier.put_record(
            join_records(make_record(w, name, f"-{n}") for n, (w, name) in enumerate(zip(words, others, strict=True)))
        )
    return TestClient(make_app(path, 8765), base_url=HOME, follow_redirects=False)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return client_of(tmp_path_factory.mktemp("hostile") / "dossier.db", STRINGS)


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shape]:
    """The elements of every kind of page of a dossier without malice, each with its attributes."""
    words = tuple(f"Der Hafen {number} sei leer" for number in range(PAGE + 1))
    client = client_of(tmp_path_factory.mktemp("calm") / "dossier.db", words)
    kinds = {kind: shape_of(client.get(f"/de/{kind}").text) for kind in (*SECTIONS, "search", "nowhere")}
    for section in SECTIONS:
        kinds[section] |= shape_of(client.get(f"/de/{section}?page=2").text)
    kinds["article"] = shape_of(client.get("/de/articles/1").text) | shape_of(client.get("/de/articles/2").text)
    kinds["search"] |= shape_of(client.get("/de/search?q=Hafen").text) | shape_of(client.get("/de/search?q=***").text)
    return kinds


def elements(text: str) -> list[tuple[str, dict[str, str]]]:
    """Every element as a browser builds it, with its attributes."""
    found = []

    def note(context: DOMContext) -> None:
        node = context.node
        found.append((node.tag, {name: node.getattr(name) or "" for name in node.attrs}))

    traverse_dom(HTMLTree.parse(text).document.query_selector("html"), note, elements_only=True)
    return found


def shape_of(text: str) -> Shape:
    return {(tag, frozenset(attributes)) for tag, attributes in elements(text)}


def faults(text: str, allowed: Shape) -> list[str]:
    """What a string brought about on a page."""
    found = []
    for tag, attributes in elements(text):
        if (tag, frozenset(attributes)) not in allowed and not _is_outside(tag, attributes):
            found.append(f"<{tag} {' '.join(attributes)}>")
        address = attributes.get("href", "")
        if address and not OURS.fullmatch(address) and not _is_outside(tag, attributes):
            found.append(f"href={address[:100]}")
        if tag == "script" and attributes.get("src") != "/static/dossier.js":
            found.append("a script")
    control = re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", text)
    return [*found, *([f"control sign {control[0]!r}"] if control else [])]


def _is_outside(tag: str, attributes: dict[str, str]) -> bool:
    """The link to the original, which a path that is an address has."""
    is_web = attributes.get("href", "").startswith(("http://", "https://"))
    return tag == "a" and set(attributes) == {"href", "rel"} and attributes["rel"] == "noreferrer noopener" and is_web


def test_there_are_enough_of_them() -> None:
    assert len(STRINGS) > 500


@pytest.mark.parametrize("section", SECTIONS)
def test_sections_hold_words_only(hostile: TestClient, calm: dict[str, Shape], section: str) -> None:
    number, seen = 1, set[str]()
    while True:
        answer = hostile.get(f"/de/{section}", params={"page": number})
        assert answer.status_code == 200
        assert faults(answer.text, calm[section]) == []
        seen |= set(re.findall(r'<(?:article|tr|div|li|h3)[^>]* id="([^"]+)"', answer.text))
        if 'rel="next"' not in answer.text:
            break
        number += 1
    # Nothing was swallowed: every string has its rows.
    assert len(seen) >= len(STRINGS) or section == "situation"


def test_articles_hold_words_only(hostile: TestClient, calm: dict[str, Shape]) -> None:
    for number in range(1, 2 * len(STRINGS) + 1, 3):
        answer = hostile.get(f"/{'de' if number % 2 else 'en'}/articles/{number}")
        assert answer.status_code == 200
        assert faults(answer.text, calm["article"] | _foreign(calm["article"])) == [], number


def _foreign(shape: Shape) -> Shape:
    """The same where the language of the page is not that of the articles: words bear their language."""
    return {(tag, attributes | {"lang"}) for tag, attributes in shape if tag in ("bdi", "blockquote")}


@pytest.mark.parametrize("name", VIEWS)
def test_tables_leave_whole(hostile: TestClient, name: str) -> None:
    assert hostile.get(f"/de/{name}.csv").status_code == 200
    assert isinstance(hostile.get(f"/de/{name}.json").json(), list)


def test_queries_find_or_say_why_not(hostile: TestClient, calm: dict[str, Shape]) -> None:
    for words in STRINGS:
        answer = hostile.get("/de/search", params={"q": words})
        assert answer.status_code == 200, words
        assert faults(answer.text, calm["search"]) == [], words


def test_pages_anchors_and_paths_that_are_not_there(tmp_path: Path, calm: dict[str, Shape]) -> None:
    client = client_of(tmp_path / "dossier.db", ("Der Hafen sei leer",))
    for words in STRINGS:
        asked = client.get("/de/claims", params={"page": words, "at": words})
        assert asked.status_code == 200
        assert asked.text.count("<script") == 1
        path = words.replace("\x00", "").encode("utf-8", "replace")
        answer = client.get("/de/" + "".join(f"%{byte:02x}" for byte in path))
        assert answer.status_code in (200, 302, 307, 404), words
        if answer.status_code == 404 and answer.headers["content-type"].startswith("text/html"):
            assert faults(answer.text, calm["nowhere"]) == [], words
