"""The dossier for editors who go on writing in it: one list of blocks, written as Markdown or for Word."""
