"""The file by which the program is cited is one, and agrees with the program."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import quellenlage

ROOT = Path(__file__).parents[2]
# Citation File Format 1.2.0: what must be there, and what may be.
REQUIRED = {"authors", "cff-version", "message", "title"}
ALLOWED = REQUIRED | {
    "abstract", "commit", "contact", "date-released", "doi", "identifiers", "keywords", "license", "license-url",
    "preferred-citation", "references", "repository", "repository-artifact", "repository-code", "type", "url",
    "version",
}  # fmt: skip
PERSON = {
    "affiliation",
    "alias",
    "email",
    "family-names",
    "given-names",
    "name-particle",
    "name-suffix",
    "orcid",
    "website",
}
ENTITY = {"alias", "city", "country", "date-end", "date-start", "email", "location", "name", "orcid", "website"}


@pytest.fixture
def citation() -> dict[str, Any]:
    yaml = pytest.importorskip("yaml")
    found: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    return found


def test_it_has_what_the_format_asks_for_and_nothing_else(citation: dict[str, Any]) -> None:
    assert set(citation) >= REQUIRED
    assert set(citation) <= ALLOWED
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] in ("software", "dataset")
    assert citation["authors"]
    for author in citation["authors"]:
        assert set(author) <= (ENTITY if "name" in author else PERSON)
    assert len(set(citation["keywords"])) == len(citation["keywords"])
    assert all(isinstance(citation[key], str) for key in ("title", "message", "abstract", "version"))


def test_it_agrees_with_the_program(citation: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert citation["version"] == quellenlage.__version__
    assert " AND ".join(citation["license"]) == project["license"]
    assert [author["name"] for author in citation["authors"]] == [author["name"] for author in project["authors"]]
