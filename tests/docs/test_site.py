"""The documentation becomes a site without a warning, and every link in it leads somewhere on it."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

DOCS = Path(__file__).parents[2] / "docs"
NEEDED = ("sphinx", "myst_parser", "furo")
# A site of this size takes about three seconds.
TIMEOUT_S = 120.0


@dataclass
class Page(HTMLParser):
    """Collects what a page links to, what it loads, and the anchors it has."""

    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value for name, value in attrs if value}
        self.anchors |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        elif tag == "link" and "href" in found:
            self.loaded.append(found["href"])
        elif tag in {"script", "img", "iframe"} and "src" in found:
            self.loaded.append(found["src"])


def read_pages(site: Path) -> dict[Path, Page]:
    pages = {}
    for path in sorted(site.rglob("*.html")):
        pages[path.resolve()] = Page()
        pages[path.resolve()].feed(path.read_text(encoding="utf-8"))
    return pages


def faults(site: Path) -> list[str]:
    """Links to nowhere, and everything that would be loaded from elsewhere."""
    pages, found = read_pages(site), []
    for path, page in pages.items():
        name = path.relative_to(site.resolve()).as_posix()
        found += [f"{name} loads {url}" for url in page.loaded if url.startswith(("http:", "https:", "//"))]
        for link in [*page.links, *page.loaded]:
            if link.partition(":")[0] in {"http", "https", "mailto", "data"} or link.startswith("//"):
                continue
            file, _, anchor = link.partition("#")
            aim = (path.parent / unquote(file.partition("?")[0])).resolve() if file else path
            known = pages.get(aim)
            # A bare "#" is the top of a page.
            if not aim.is_file() or (anchor and known and unquote(anchor) not in known.anchors):
                found.append(f"{name} links to {link}")
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed; the group dev of pyproject.toml has it")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-d", folder / "doctrees", "-b", "html", DOCS,
         folder / "html"],
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT_S,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder / "html"


def test_every_page_is_on_the_site(site: Path):
    sources = {path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("*.md")}
    assert {path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html")} >= sources


def test_every_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere(site: Path):
    assert faults(site) == []


def test_files_outside_of_the_site_are_named(site: Path):
    page = (site / "data-sheets" / "language-de.html").read_text(encoding="utf-8")
    assert "src/quellenlage/lang/de/SOURCES.md" in page


def test_a_link_to_nowhere_would_be_found(tmp_path: Path):
    (tmp_path / "a.html").write_text(
        '<script src="https://example.org/x.js"></script><h1 id="one">One</h1><a href="#one">1</a><a href="#two">2</a>'
        '<a href="b.html">3</a><a href="https://example.org">4</a><a href="#">5</a>',
        encoding="utf-8",
    )
    assert faults(tmp_path) == [
        "a.html loads https://example.org/x.js",
        "a.html links to #two",
        "a.html links to b.html",
    ]
