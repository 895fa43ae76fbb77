"""Correcting on the page: what forms say is kept, from this page alone, and by POST alone."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from tests.unit.present.test_html import HOSTILE, parsed

from quellenlage.pipeline.build import build
from quellenlage.present.catalogue import LANGUAGES
from quellenlage.records.contract import Record
from quellenlage.records.correction import Correction, Standing, review
from quellenlage.serve.app import make_app
from quellenlage.store import Dossier
from quellenlage.world import load_world

PORT = 8765
HOME = f"http://127.0.0.1:{PORT}"
OURS = {"sec-fetch-site": "same-origin", "origin": "null"}
TEXTS = {
    "a.txt": "Streit um das Wehr in Mühlbach\n\nDie Landrätin Hedwig Sandner sagte am Dienstag, das Wehr sei dicht. "
    "Der Landwirt Alois Brandl bestritt, dass das Wehr dicht sei. Hedwig Sandner besuchte am 11. Juni 2024 Mühlbach.",
    "b.txt": "Das Wehr\n\nHedwig Sandner besuchte am 11. Juni 2024 Mühlbach. Alois Brandl sagte, das Wehr sei undicht.",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A dossier read by rules alone."""
    folder = tmp_path_factory.mktemp("pile")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Dossier(folder / "d.db", create=True) as dossier:
        build((str(folder),), dossier, (load_world(model="none"),))
    return (folder / "d.db").read_bytes()


@pytest.fixture
def path(built: bytes, tmp_path: Path) -> Path:
    (tmp_path / "dossier.db").write_bytes(built)
    return tmp_path / "dossier.db"


@pytest.fixture
def client(path: Path) -> TestClient:
    return TestClient(make_app(path, PORT), base_url=HOME, follow_redirects=False)


def record_of(path: Path) -> Record:
    with Dossier(path) as dossier:
        return dossier.record()


def said(path: Path) -> list[tuple[Correction, Standing]]:
    with Dossier(path) as dossier:
        return list(review(dossier.entries()))


def forms(page: str) -> list[dict[str, str]]:
    """What every form of a page would send as it stands: hidden fields, texts, the options that are chosen."""
    found = []
    for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
        fields = {n: unescape(v) for n, v in re.findall(r'<input[^>]*? name="([^"]*)" value="([^"]*)"', form)}
        for name, options in re.findall(r'<select[^>]*? name="([^"]*)">(.*?)</select>', form, re.DOTALL):
            values = re.findall(r'<option value="([^"]*)"( selected)?', options)
            chosen = [v for v, mark in values if mark] or [v for v, _ in values]
            fields[name] = unescape(chosen[0])
        found.append(fields)
    return found


def form_of(client: TestClient, id_: str, action: str, kind: str = "") -> dict[str, str]:
    page = client.get("/de/review/record", params={"id": id_})
    assert page.status_code == 200
    return next(f for f in forms(page.text) if f.get("action") == action and f.get("kind", "") == kind)


def wishes(record: Record) -> dict[str, tuple[str, str, str, dict[str, str]]]:
    """Of every action the record, the kind that is added, and what a person writes into the form."""
    quotation = next(q for q in record.quotation if q.act == "denies")
    visits = [e for e in record.event if e.type == "visit"]
    sandner = next(e for e in record.entity if e.name == "Hedwig Sandner")
    article = record.article[0].id
    return {
        "accept": (quotation.id, "accept", "", {}),
        "reject": (record.timex[0].id, "reject", "", {}),
        "speaker": (quotation.id, "speaker", "", {"speaker": "nobody"}),
        "act": (quotation.id, "act", "", {"act": "doubts"}),
        "type": (quotation.id, "type", "", {"type": "freeIndirect"}),
        "date": (article, "date", "", {"days": "2024-06-12"}),
        "merge": (sandner.id, "merge", "", {}),
        "split": (sandner.id, "split", "", {}),
        "different": (visits[0].id, "different", "", {}),
        "phase": (visits[0].id, "phase", "", {"phase": "cancelled"}),
        "days": (visits[0].id, "days", "", {"days": ""}),
        "role": (visits[0].id, "role", "", {"role": "none"}),
        "add quotation": (article, "add", "quotation", {"words": "Streit um das Wehr"}),
        "add event": (article, "add", "event", {"words": "Streit", "type": "protest", "days": "2024-06-11"}),
        "add mention": (article, "add", "mention", {"words": "Wehr in Mühlbach", "type": "FAC"}),
    }


def test_every_form_of_every_record_says_what_it_says(client: TestClient, path: Path):
    wanted = wishes(record_of(path))
    for name, (id_, action, kind, written) in wanted.items():
        fields = {**form_of(client, id_, action, kind), **written, "who": "Ida", "why": "gelesen"}
        answer = client.post("/de/review", data=fields, headers=OURS)
        assert (answer.status_code, answer.headers.get("location")) == (303, "/de/review#said"), (name, answer.text)
    kept = said(path)
    assert [c.action for c, _ in kept] == [name.split()[0] for name in wanted]
    assert {(c.who, c.why) for c, _ in kept} == {("Ida", "gelesen")}
    page = client.get("/de/review").text
    assert "noch nicht angewendet" in page
    applied = client.post("/de/review", data={"action": "apply"}, headers=OURS)
    assert applied.status_code == 303
    record = record_of(path)
    assert {(c.status, c.reason) for c in record.correction} == {("applied", "")}
    assert "Jetzt anwenden" not in client.get("/de/review").text
    undo = next(f for f in forms(client.get("/de/review").text) if f["action"] == "undo")
    assert client.post("/de/review", data=undo, headers=OURS).status_code == 303
    assert [state for _, state in said(path)].count(Standing.UNDONE) == 1


def test_the_machines_version_stands_beside_the_correction(client: TestClient, path: Path):
    quotation = next(q for q in record_of(path).quotation if q.act == "denies")
    client.post("/de/review", data={**form_of(client, quotation.id, "act"), "act": "doubts"}, headers=OURS)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", client.get("/de/review").text)
    words = [re.sub("<[^>]*>", "", cell) for cell in cells]
    assert words[-2:] == ["bestreitet", "bezweifelt"]


@pytest.mark.parametrize(
    "headers",
    [{}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "none"},
     {"origin": "null"}, {"origin": "https://example.org"}, {"origin": "http://127.0.0.1:1"},
     {"sec-fetch-site": "cross-site", "origin": HOME}],
    ids=str,
)  # fmt: skip
def test_no_other_page_can_say_anything(client: TestClient, path: Path, headers: dict[str, str]):
    before = path.read_bytes()
    answer = client.post(
        "/de/review", data={"action": "accept", "id": record_of(path).quotation[0].id}, headers=headers
    )
    assert answer.status_code == 403
    assert path.read_bytes() == before


def test_a_browser_that_only_names_its_origin_is_heard(client: TestClient, path: Path):
    fields = {"action": "accept", "id": record_of(path).quotation[0].id}
    assert client.post("/de/review", data=fields, headers={"origin": HOME}).status_code == 303


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", f"example.org:{PORT}"])
def test_under_another_name_nothing_is_taken(client: TestClient, host: str):
    answer = client.post("/de/review", data={"action": "apply"}, headers={**OURS, "host": host})
    assert answer.status_code == 421


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_only_post_says_anything(client: TestClient, path: Path, method: str):
    before = path.read_bytes()
    fields = {"action": "reject", "id": record_of(path).quotation[0].id}
    client.request(method, "/de/review", params=fields, headers=OURS)
    client.request(method, "/de/review/record", params=fields, headers=OURS)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "fields",
    [{}, {"action": "sing"}, {"action": "accept"}, {"action": "accept", "id": "zzz"}, {"action": "undo", "id": ""},
     {"action": "date", "id": "1", "days": "gestern"}, {"action": "date", "id": "1"},
     {"action": "add", "id": "1", "kind": "song", "words": "Streit", "type": "x"},
     {"action": "add", "id": "1", "kind": "mention", "words": "nirgends", "type": "PER"},
     {"action": "stance", "id": "zzz", "number": "²", "stance": "denies"}],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_is_said_in_one_line_and_nothing_is_kept(
    client: TestClient, path: Path, fields: dict[str, str]
):  # fmt: skip
    answer = client.post("/en/review", data=fields, headers=OURS)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert said(path) == []


def test_a_body_that_is_no_form_is_refused(client: TestClient, path: Path):
    for body in (b"\xff\xfe", b"a=1&" * 30000, b"x" * 10**6, "wörter=1".encode()):
        answer = client.post("/de/review", content=body, headers=OURS)
        assert answer.status_code == 400
    assert said(path) == []


@pytest.mark.parametrize("words", [w[:300].replace("\ud800", "") for w in HOSTILE], ids=range(len(HOSTILE)))
def test_what_a_person_writes_becomes_no_markup(client: TestClient, path: Path, words: str):
    id_ = record_of(path).quotation[0].id
    client.post("/de/review", data={"action": "accept", "id": id_, "who": words, "why": words}, headers=OURS)
    for page in ("/de/review", f"/de/review/record?id={quote(id_)}&words={quote(words)}&other={quote(words)}"):
        read = parsed(client.get(page).text)
        assert read.tags.count("script") == 1
        assert not any(name.startswith("on") for name in read.attributes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_has_a_page_in_both_languages(client: TestClient, path: Path, language: str):
    for row in record_of(path).rows():
        answer = client.get(f"/{language}/review/record", params={"id": row.id})
        assert answer.status_code == 200, row.kind
        read = parsed(answer.text)
        assert len(read.ids) == len(set(read.ids))
    assert client.get(f"/{language}/review/record?id=zzz").status_code == 404
