"""The dossier as a page: view models of every section, drawings, footnotes, and the static document of them all."""
