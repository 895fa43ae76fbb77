"""The dossier is damaged or gone while the page shows it: one line, the headers of all pages, no failure."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.unit.present.dossier_rows import make_record

from quellenlage.serve.app import make_app
from quellenlage.store import Dossier

HOME = "http://127.0.0.1:8765"


@pytest.mark.parametrize("data", [None, b"", b"x" * 5000], ids=["gone", "empty", "no dossier"])
@pytest.mark.parametrize("page", ["claims", "nowhere", "search?q=Hafen", "articles/1", "claims.csv", "review"])
def test_it_says_so(tmp_path: Path, page: str, data: bytes | None):
    path = tmp_path / "d.db"
    with Dossier(path, create=True) as dossier:
        dossier.put_record(make_record("Der Hafen sei leer"))
    client = TestClient(make_app(path, 8765), base_url=HOME)
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    answer = client.get(f"/de/{page}")
    assert answer.status_code in (404, 503)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert len(answer.text.splitlines()) == 1


def test_what_is_said_there_is_not_lost_silently(tmp_path: Path):
    path = tmp_path / "d.db"
    with Dossier(path, create=True) as dossier:
        dossier.put_record(make_record("Der Hafen sei leer"))
    client = TestClient(make_app(path, 8765), base_url=HOME)
    path.write_bytes(b"x" * 5000)
    answer = client.post("/de/review", content=b"action=apply", headers={"origin": HOME})
    assert answer.status_code == 503
