"""The local page: for this machine, reading only, inert whatever the articles say."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.unit.present.dossier_rows import make_record
from tests.unit.present.test_html import HOSTILE, parsed

from quellenlage.present.catalogue import LANGUAGES
from quellenlage.present.html.environment import SECTIONS
from quellenlage.present.tables import VIEWS
from quellenlage.serve.app import make_app
from quellenlage.store import Dossier

PORT = 8765
HOME = f"http://127.0.0.1:{PORT}"
PAGES = [*SECTIONS, "articles/1", "review", "review/record?id=qa1", "search", "search?q=Hafen", "nowhere"]

Serve = Callable[..., TestClient]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """``serve(words)``: a client of a dossier in which ``words`` stand everywhere."""

    def make(words: str = "Der Hafen sei leer") -> TestClient:
        path = tmp_path / "dossier.db"
        with Dossier(path, create=True) as dossier:
            dossier.put_record(make_record(words.replace("\ud800", "?")))
        return TestClient(make_app(path, PORT), base_url=HOME, follow_redirects=False)

    return make


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_both_languages(serve: Serve, language: str) -> None:
    client = serve()
    for page in PAGES:
        answer = client.get(f"/{language}/{page}")
        assert answer.status_code == (404 if page == "nowhere" else 200), page
        assert f'<html lang="{language}">' in answer.text
        read = parsed(answer.text)
        assert len(read.ids) == len(set(read.ids)), page


def test_every_link_of_every_page_leads_somewhere(serve: Serve) -> None:
    client = serve()
    seen: dict[str, set[str]] = {}
    links = {"/de/situation"}
    while links:
        link = links.pop()
        path, _, anchor = link.partition("#")
        if path not in seen:
            answer = client.get(path)
            assert answer.status_code == 200, link
            is_page = answer.headers["content-type"].startswith("text/html")
            read = parsed(answer.text if is_page else "")
            seen[path] = set(read.ids)
            links |= {new if new.startswith("/") else f"{path}{new}" if new.startswith("#") else f"/de/{new}"
                      for new in read.links if not new.startswith("/en/")} if is_page else set()  # fmt: skip
        assert not anchor or anchor in seen[path], link
    assert len(seen) > 30


def test_the_first_page_speaks_the_language_of_the_browser(serve: Serve) -> None:
    client = serve()
    for asked, given in (("en-GB,en", "en"), ("de", "de"), ("fr", "de"), ("", "de")):
        answer = client.get("/", headers={"accept-language": asked})
        assert (answer.status_code, answer.headers["location"]) == (302, f"/{given}/situation")


def test_every_answer_has_the_headers_that_keep_it_here(serve: Serve) -> None:
    client = serve()
    for path in ("/", "/de/claims", "/de/claims.csv", "/static/dossier.js", "/de/nowhere", "/nowhere/at/all"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    "host", ["example.org", f"example.org:{PORT}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.nip.io:8765"]
)
def test_other_names_are_refused(serve: Serve, host: str) -> None:
    answer = serve().get("/de/claims", headers={"host": host})
    assert answer.status_code == 421
    assert "Hafen" not in answer.text


def test_localhost_is_this_machine_too(serve: Serve) -> None:
    assert serve().get("/de/claims", headers={"host": f"localhost:{PORT}"}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_nothing_can_be_written(serve: Serve, method: str) -> None:
    assert serve().request(method, "/de/claims").status_code == 405


def test_other_sites_cannot_embed_it(serve: Serve) -> None:
    client = serve()
    embedded = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert client.get("/de/claims.json", headers=embedded).status_code == 403
    assert client.get("/de/claims", headers={**embedded, "sec-fetch-mode": "navigate"}).status_code == 200


def test_reading_changes_nothing_in_the_file(serve: Serve, tmp_path: Path) -> None:
    client = serve()
    before = (tmp_path / "dossier.db").read_bytes()
    for page in PAGES:
        client.get(f"/de/{page}")
    assert (tmp_path / "dossier.db").read_bytes() == before


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_an_article_becomes_markup(serve: Serve, words: str) -> None:
    client = serve(words)
    for page in (*PAGES, "claims.csv", "claims.json"):
        answer = client.get(f"/de/{page}")
        assert answer.status_code == (404 if page == "nowhere" else 200)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        read = parsed(answer.text)
        assert {"script", "link"} >= {tag for tag in read.tags if tag in ("script", "link", "img", "iframe", "object")}
        assert read.tags.count("script") == 1
        assert not any(name.startswith("on") for name in read.attributes)
        assert not any(link.lower().startswith(("javascript:", "data:", "http")) for link in read.links)


@pytest.mark.parametrize("words", [w[:2000].replace("\ud800", "") for w in HOSTILE], ids=range(len(HOSTILE)))
def test_no_query_breaks_a_page(serve: Serve, words: str) -> None:
    client = serve()
    asked = (("search", "q"), ("claims", "at"), ("claims", "page"), ("actors", "at"))
    for page, name in asked:
        answer = client.get(f"/de/{page}", params={name: words})
        assert answer.status_code == 200
        assert parsed(answer.text).tags.count("script") == 1


@pytest.mark.parametrize("path", ["/de/articles/0", "/de/articles/3", "/de/articles/x", "/de/articles/²", "/xx/claims",
                                  "/de/claims.exe", "/de/..%2f..%2fetc.csv", "/de/run.csv"])  # fmt: skip
def test_what_is_not_there_is_said_to_be_missing(serve: Serve, path: str) -> None:
    assert serve().get(path).status_code == 404


@pytest.mark.parametrize("name", VIEWS)
def test_every_table_leaves_as_a_file(serve: Serve, name: str) -> None:
    client = serve()
    sheet = client.get(f"/de/{name}.csv")
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    told = json.loads(client.get(f"/de/{name}.json").content)
    assert "attachment" in sheet.headers["content-disposition"]
    assert len(rows) == len(told) + 1
    assert all(set(row) == set(rows[0]) for row in told)


def test_no_cell_is_a_formula(serve: Serve) -> None:
    for words in ('=HYPERLINK("http://x.example")', "+1", "@sum", "-2"):
        text = serve(words).get("/de/claims.csv").content.decode("utf-8-sig")
        assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if re.match(r"[=+@-]", cell)]


def test_a_dossier_that_was_built_anew_is_read_anew(serve: Serve, tmp_path: Path) -> None:
    client = serve()
    assert "Hafen" in client.get("/de/claims").text
    with Dossier(tmp_path / "dossier.db") as dossier:
        dossier.put_record(make_record("Die Brücke sei offen und noch viel länger als vorher" * 40))
    assert "Brücke" in client.get("/de/claims").text


def test_long_sections_come_in_pages_and_an_anchor_finds_its_page(tmp_path: Path) -> None:
    record = make_record()
    claims = tuple(replace(record.claim[0], id=f"c{number}") for number in range(250))
    path = tmp_path / "dossier.db"
    with Dossier(path, create=True) as dossier:
        dossier.put_record(replace(record, claim=claims))
    client = TestClient(make_app(path, PORT), base_url=HOME)
    assert 'rel="next"' in client.get("/de/claims").text
    found = client.get("/de/claims?at=claim-c249").text
    assert 'id="claim-c249"' in found
    assert 'id="claim-c1"' not in found
    assert client.get("/de/claims?page=99").status_code == 200


def test_it_describes_itself_to_nobody() -> None:
    app: FastAPI = make_app(Path("no.db"), PORT)
    assert (app.openapi_url, app.docs_url, app.redoc_url) == (None, None, None)


def test_all_lists_of_a_section_are_in_its_pages_once(tmp_path: Path) -> None:
    record = make_record()
    quotations = tuple(replace(record.quotation[0], id=f"q{number}") for number in range(230))
    caveats = tuple(replace(record.caveat[0], id=f"v{number}") for number in range(120))
    leads = tuple(replace(record.lead[0], id=f"l{number}") for number in range(130))
    path = tmp_path / "dossier.db"
    with Dossier(path, create=True) as dossier:
        dossier.put_record(replace(record, quotation=quotations, caveat=caveats, lead=leads))
    client = TestClient(make_app(path, PORT), base_url=HOME)
    for section, kinds, numbers, pages in (("quotes", "quote", (230,), 3), ("gaps", "lead|caveat", (130, 120), 3)):
        found = [client.get(f"/de/{section}?page={number}").text for number in range(1, pages + 1)]
        ids = [id_ for text in found for id_ in re.findall(rf'id="((?:{kinds})-[a-z]\d+)"', text)]
        assert len(ids) == len(set(ids)) == sum(numbers)
        assert f"Seite {pages} von {pages}" in found[-1]
        assert all(text.count("Dazu enthält der Stapel nichts.") == 0 for text in found)
    assert 'id="quote-q229"' in client.get("/de/quotes?at=quote-q229").text
    assert client.get("/de/quotes?page=3").text.count("230 Zitate") == 1
    assert 'id="leads"' not in client.get("/de/gaps?page=3").text
