"""A copy never raises a number of origins; an article that is removed leaves no trace in the file."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from unittest import mock

from program import EXAMPLE
from promise import Faults, Outcome, Promise, Trial

from quellenlage.pipeline.build import build, link
from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.pipeline.table import PILE_STAGES, Stage
from quellenlage.present.jsonl import hash_record
from quellenlage.records.contract import Record
from quellenlage.store import Dossier
from quellenlage.world import World, load_worlds

# A repost under another day is a version of its own, whose events may lie on other days: not meant here.
_FORMS: tuple[Callable[[str, random.Random], str], ...] = (
    lambda text, chance: text,
    lambda text, chance: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    lambda text, chance: unicodedata.normalize("NFD", text),
    lambda text, chance: f"Teilen\nDrucken\n\n{text}",
)
_COPY = "zz_"
_WORD = re.compile(r"\w{7,}")


def copy(trial: Trial, stages: Sequence[Stage] = PILE_STAGES) -> Outcome:
    """Add copies of articles of the example story, one to three each time, and compare all bounds."""
    chance, faults, worlds = random.Random(trial.seed), Faults(), load_worlds()
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(EXAMPLE.glob("*.txt"))}
    pile = tuple(compile_article(text.encode(), name, *worlds) for name, text in texts.items())
    alone = link_pile(pile, worlds[0], stages)
    before, sides, moved = bounds(alone), stances(alone), 0
    for number in range(trial.times):
        copies = []
        for one in range(chance.randint(1, 3)):
            text = chance.choice(_FORMS)(texts[chance.choice(tuple(texts))], chance)
            # Behind the others: what they have in common keeps its id.
            copies.append(compile_article(text.encode(), f"{_COPY}{number}_{one}.txt", *worlds))
        record = link_pile((*pile, *copies), worlds[0], stages)
        there = stances(record)
        for id_, now in bounds(record).items():
            then = before.get(id_)
            if then is None or all(a <= b for a, b in zip(now, then, strict=True)):
                continue
            if there.get(id_, frozenset()) - sides.get(id_, frozenset()):
                moved += 1
                continue
            faults.unless(False, f"{id_}: {then} became {now}")
    note = (
        f"{len(before)} events and claims with bounds; claims into which a copy drew a denial from elsewhere: {moved}"
    )
    return Outcome(trial.times, tuple(faults.found), note)


def stances(record: Record) -> Mapping[str, frozenset[str]]:
    """What the articles that are no copies say on every claim."""
    originals = {row.id for row in record.article if not row.source.startswith(_COPY)}
    return {
        row.id: frozenset(
            f"{s.span.article} {s.span.start} {s.stance}" for s in row.stances if s.span.article in originals
        )
        for row in record.claim
    }


def bounds(record: Record) -> Mapping[str, tuple[int, ...]]:
    """Lower and upper bounds, for and against, of every event and claim."""
    return {
        row.id: (o.for_.lower, o.for_.upper, o.against.lower, o.against.upper)
        for row in (*record.event, *record.claim)
        if (o := row.origins)
    }


def blind(trial: Trial) -> Outcome:
    """The same with a program that knows no copies."""
    stages = tuple(replace(s, run=lambda pile, linked, world: ()) if s.fills == "copies" else s for s in PILE_STAGES)
    return copy(Trial(12, trial.folder, trial.seed, trial.shared), stages)


def remove(trial: Trial, forget: Callable[[Dossier], None] = Dossier.compact) -> Outcome:
    """Remove an article of the example story, each time another, and look for its words in the bytes of the file."""
    chance, faults, worlds = random.Random(trial.seed), Faults(), load_worlds("none")
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(EXAMPLE.glob("*.txt"))}
    wanted: dict[str, str] = {}
    with Dossier(trial.folder / "d.db", create=True) as dossier:
        build((str(EXAMPLE),), dossier, worlds)
        for number in range(trial.times):
            name = chance.choice(tuple(texts))
            source = next(s for s in dossier.sources() if s.path == name)
            packed = next(dossier._query("SELECT data FROM analysis WHERE article = ?", (source.article,)))[0]
            dossier.remove(source.article)
            link(dossier, worlds)
            forget(dossier)
            found = dossier.path.read_bytes()
            others = " ".join(text for other, text in texts.items() if other != name).casefold()
            own = [word for word in set(_WORD.findall(texts[name])) if word.casefold() not in others]
            traces = [word for word in (*own, name, source.sha256, source.article) if word.encode() in found]
            if traces:
                never = _never_held(name, texts, trial.folder / f"n{number}", worlds)
                traces = [word for word in traces if word.encode() not in never]
            faults.unless(not traces, f"removal {number} of {name} leaves {traces[:5]}")
            faults.unless(packed[:64] not in found, f"removal {number} of {name} leaves its analysis")
            digest = hash_record(dossier.record())
            faults.unless(wanted.setdefault(name, digest) == digest, f"removal {number} of {name}: another record")
            build((str(EXAMPLE),), dossier, worlds)
    return Outcome(trial.times, tuple(faults.found))


def _never_held(name: str, texts: Mapping[str, str], folder: Path, worlds: Sequence[World]) -> bytes:
    """The file of a dossier of the other articles alone: words that it holds the program brings along itself."""
    folder.mkdir()
    for other, text in texts.items():
        if other != name:
            (folder / other).write_text(text, encoding="utf-8")
    with Dossier(folder / "n.db", create=True) as dossier:
        build((str(folder),), dossier, tuple(worlds))
        dossier.compact()
        return dossier.path.read_bytes()


def keep_pages(trial: Trial) -> Outcome:
    """The same with a program that deletes rows alone: what they held stays in pages that are free."""

    def delete(dossier: Dossier, article: str) -> None:
        dossier._db.execute("PRAGMA secure_delete = OFF")
        dossier._db.execute("DELETE FROM source WHERE article = ?", (article,))

    with mock.patch.object(Dossier, "remove", delete):
        return remove(trial, lambda dossier: None)


COPIES = Promise(
    name="adding a copy never raises the number of origins",
    times=300,
    unit="piles",
    keep=copy,
    plant=blind,
    fault="no copy is recognised",
    least=12,
)
REMOVALS = Promise(
    name="removing an article leaves no trace",
    times=300,
    unit="removals",
    keep=remove,
    plant=keep_pages,
    fault="rows are deleted, the file is not written anew",
    least=3,
)
