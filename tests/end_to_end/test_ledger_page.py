"""The ten questions of the page on register and ledger: each answer is what the record of the example gives.

``QUELLENLAGE_GOLDEN=write`` writes the answers anew; read the difference.
"""

import os
import re
import sqlite3
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "register-and-ledger.md"
QUESTION = re.compile(r"```sql\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)
# A longer cell is cut.
LONGEST = 90


def cell(value: object) -> str:
    words = " ".join(("" if value is None else str(value)).split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def answer(dossier: Path, question: str) -> str:
    with sqlite3.connect(f"file:{dossier}?mode=ro", uri=True) as connection:
        rows = connection.execute(question).fetchall()
    return "".join(" | ".join(map(cell, row)).rstrip() + "\n" for row in rows)


def test_every_answer_of_the_page_is_in_the_record(dossier: Path):
    page = PAGE.read_text(encoding="utf-8")
    questions = QUESTION.findall(page)
    assert len(questions) == 10
    answered = QUESTION.sub(lambda m: f"```sql\n{m[1]}```\n\n```text\n{answer(dossier, m[1])}```", page)
    if os.environ.get("QUELLENLAGE_GOLDEN") == "write":
        PAGE.write_text(answered, encoding="utf-8")
    assert answered == PAGE.read_text(encoding="utf-8")
