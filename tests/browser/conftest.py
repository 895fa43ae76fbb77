"""A real browser in front of the real program: chromium of the system, the dossier of the example story."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(sys.executable).parent / "quellenlage"
EXAMPLE = Path(__file__).parents[2] / "examples" / "schafimpfstoff"
_START_S = 60.0


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright here: make test-browser installs it")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no chromium here: apt install chromium")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def example_dossier(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the example story; asked for behind the browser, as building it takes a while."""
    path = tmp_path_factory.mktemp("browser") / "dossier.db"
    subprocess.run([PROGRAM, "build", EXAMPLE, "-o", path, "--jobs", "1"], check=True, capture_output=True)
    return path


@pytest.fixture(scope="session")
def home(example_dossier: Path) -> Iterator[str]:
    """The address of the served dossier."""
    with serving(example_dossier) as address:
        yield address


@pytest.fixture
def own_home(example_dossier: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address and the file of a copy that may be changed."""
    path = tmp_path / "own.db"
    shutil.copy(example_dossier, path)
    with serving(path) as address:
        yield address, path


@contextmanager
def serving(dossier: Path) -> Iterator[str]:
    """``quellenlage serve`` while it runs; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([PROGRAM, "serve", dossier, "--port", str(port)], env=os.environ)
    address = f"http://127.0.0.1:{port}"
    end = time.monotonic() + _START_S
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/static/dossier.css", timeout=5).close()
                break
            except OSError:
                assert time.monotonic() < end, "the server does not start"
                time.sleep(0.3)
        yield address
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def static_file(example_dossier: Path) -> str:
    """The address of the static dossier with full texts."""
    path = example_dossier.with_name("dossier.html")
    subprocess.run([PROGRAM, "export", example_dossier, "-f", "html", "--with-text", "-o", path], check=True)
    return path.as_uri()


class Watched:
    """A page that notes what should not happen."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: (self.faults.append("a dialog"), dialog.dismiss()))
        page.on("request", self._request)

    def _request(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "file:")):
            self.faults.append(f"request to {request.url}")


@pytest.fixture
def watched(chromium: Any, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A new page of 1280 × 900, in which nothing may go wrong."""
    wanted: dict[str, Any] = {
        "viewport": {"width": 1280, "height": 900},
        "locale": "de-DE",
        **getattr(request, "param", {}),
    }
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"], **wanted)
    context.set_default_timeout(10_000)
    found = Watched(context.new_page())
    yield found
    assert found.faults == []
    context.close()
