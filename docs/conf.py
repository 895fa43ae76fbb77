"""How Sphinx builds the site: ``sphinx-build -W -b html docs build/docs``.

Nothing is fetched: no inventory of another project, no font, no script from elsewhere.
"""

from __future__ import annotations

import os
import re
from typing import Any

from sphinx.application import Sphinx

from quellenlage import __version__

project = "Quellenlage"
author = "The Quellenlage authors"
version = release = __version__

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "build", "**/__pycache__"]
nitpicky = True

# Links such as how-to-read.md#exit-codes: headings have the anchors that they have on the front page of a forge.
myst_heading_anchors = 4

html_theme = "furo"
html_title = f"Quellenlage {__version__}"
html_show_copyright = False
html_copy_source = False
html_show_sourcelink = False

_LINK_UPWARDS = re.compile(r"(?<!!)\[([^\]\n]*)\]\(((?:\.\./)+[^)#\s]*)[^)\s]*\)")


def name_files_outside(app: Sphinx, page: str, source: list[str]) -> None:
    """Links to files of the repository outside of ``docs/`` become their names: the site does not hold them."""
    folder = os.path.dirname(f"docs/{page}")  # noqa: PTH120  a name, not a place

    def named(link: re.Match[str]) -> str:
        path = os.path.normpath(f"{folder}/{link[2]}").replace(os.sep, "/")
        if path.startswith("docs/"):
            return link[0]
        words = link[1].replace("`", "")
        return f"`{path}`" if words in path else f"{link[1]} (`{path}`)"

    source[0] = _LINK_UPWARDS.sub(named, source[0])


def name_language(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: object) -> None:
    """German pages say that they are German: browsers break their lines and read them aloud accordingly."""
    if page.startswith("de/"):
        context["language"] = "de"


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("source-read", name_files_outside)
    app.connect("html-page-context", name_language)
