"""What the folder of a language holds."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
FILES = (
    "language.toml",
    "timex.toml",
    "furniture.toml",
    "triggers.toml",
    "tense.toml",
    "translation.toml",
    "certainty.toml",
    "leads.toml",
    "caveats.toml",
    "claim.toml",
    "speech.toml",
    "coreference.toml",
    "identity.toml",
    "transfer.toml",
    "transfer_items.tsv",
    "quantity.toml",
    "line_words.tsv",
    "quotation_cues.tsv",
    "denial_phrases.tsv",
    "titles.tsv",
    "actors.tsv",
    "comparison.toml",
    "contrasts.toml",
    "findings.toml",
    "abbreviations.txt",
    "function_words.txt",
    "common_nouns.txt",
    "subjunctive.txt",
    "negation.txt",
)
