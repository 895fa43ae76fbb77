"""By what the file is known as a dossier, of which version, and its tables of sources and analyses."""

from __future__ import annotations

APPLICATION_ID = 0x514C4147  # "QLAG"
# 2: sources know their media type; the record knows from which analyses it was linked; search.
# 3: articles say whether they were analysed.
# 4: caveats.
# 5: claims, transfers, leads, findings; events know from how many origins they come; individuals of the user.
# 6: corrections; transfers bear their clauses, findings the parts of their note.
# 7: seals, by which a flipped bit is found.
STORE_VERSION = 7

SOURCES = """
CREATE TABLE source (
    article TEXT PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, location TEXT NOT NULL,
    media_type TEXT NOT NULL, bytes BLOB NOT NULL
) STRICT;
CREATE TABLE linked (analyses TEXT NOT NULL) STRICT;
CREATE TABLE analysis (
    article TEXT PRIMARY KEY REFERENCES source (article) ON DELETE CASCADE, key TEXT NOT NULL, data BLOB NOT NULL
) STRICT;
CREATE TABLE knowledge (
    number INTEGER PRIMARY KEY, file TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (id, file)
) STRICT;
"""
