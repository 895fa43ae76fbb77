"""How Sphinx builds the site: ``sphinx-build -W -b html docs build/docs``.

Nothing is fetched: no inventory of another project, no font, no script from elsewhere.
"""

from __future__ import annotations

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
