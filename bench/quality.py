"""``make quality``: every measure in one table, and the guard of ``floors.json``.

Exit code 1 if a value falls under what was reached before, or if data are there and cannot be measured.
Only numbers are kept, and only with ``--update``; words of other people's articles go to the screen
and nowhere else.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from across_measures import measure_across
from agreement_measures import measure_agreement
from case_measures import measure_cases
from claim_measures import measure_claims
from credit_measures import measure_credits
from date_pile_measures import measure_date_piles
from dating_measures import measure_dating
from encoder_data import DEFAULT_MODEL, GERMEVAL, GNQA_DEV, GNQA_TRAIN, NEWSTEST, PUD_NAMES, TREEBANKS
from event_measures import measure_events
from event_pile_measures import measure_piles
from fresh_denial_measures import measure_fresh_denials
from fresh_pile_measures import measure_dated_piles, measure_fresh_events
from fresh_speech_measures import measure_fresh_speech
from identity_measures import measure_identity
from kb_measures import measure_kb
from layer_measures import measure_layers, measure_research
from limit_measures import measure_limits
from marks import ARTICLES
from measure import FLOORS, Floor, Group, Measure, load_floors, raise_floors, save_floors
from page_measures import EXPECTED, FUNDUS, measure_pages
from quellenlage.errors import QuellenlageError
from readme import write_figures
from role_measures import measure_roles
from speech_measures import measure_speech
from story_measures import GOLD, SCORER, STORY, measure_example, measure_gold, measure_offsets
from time_measures import KRAUTS, measure_times
from translation_measures import measure_translation

GROUPS = (
    Group(name="gold sample", run=measure_gold, needs=(str(SCORER), str(STORY), str(GOLD))),
    Group(name="example", run=measure_example, needs=(str(SCORER),)),
    Group(name="offsets", run=measure_offsets),
    Group(name="cases", run=measure_cases),
    Group(name="credits", run=measure_credits),
    Group(
        name="layers of the model",
        run=measure_layers,
        needs=tuple(map(str, (*TREEBANKS, GERMEVAL, PUD_NAMES, ARTICLES, NEWSTEST))),
    ),
    Group(name="traces", run=measure_translation),
    Group(name="pages", run=measure_pages, needs=(str(EXPECTED), str(FUNDUS))),
    Group(name="times", run=measure_times, needs=(str(KRAUTS),)),
    Group(name="dating", run=measure_dating, needs=(str(GNQA_TRAIN), str(ARTICLES)), is_slow=True),
    Group(name="dates of piles", run=measure_date_piles, needs=(str(ARTICLES),), is_slow=True),
    Group(name="speech acts", run=measure_speech, needs=(str(ARTICLES),)),
    Group(
        name="events",
        run=measure_events,
        needs=(str(ARTICLES), str(GNQA_TRAIN)),
    ),
    Group(name="events of piles", run=measure_piles, needs=(str(ARTICLES), str(GNQA_TRAIN)), is_slow=True),
    Group(name="limits", run=measure_limits, needs=(str(ARTICLES),), is_slow=True),
    Group(name="claims", run=measure_claims, needs=(str(ARTICLES), str(GNQA_TRAIN)), is_slow=True),
    Group(name="agreement", run=measure_agreement, needs=(str(ARTICLES), str(NEWSTEST)), is_slow=True),
    Group(name="speech fresh", run=measure_fresh_speech, needs=(str(ARTICLES),)),
    Group(name="denials fresh", run=measure_fresh_denials, needs=(str(ARTICLES),), is_slow=True),
    Group(name="piles dated", run=measure_dated_piles, needs=(str(ARTICLES),), is_slow=True),
    Group(name="events fresh", run=measure_fresh_events, needs=(str(ARTICLES),), is_slow=True),
    Group(name="knowledge base", run=measure_kb),
    Group(name="identity", run=measure_identity, needs=(str(ARTICLES),), is_slow=True),
    Group(name="across", run=measure_across, needs=(str(ARTICLES),), is_slow=True),
    Group(name="research model", run=measure_research, needs=(str(GNQA_TRAIN),)),
)
# What is read once a release, so that nobody tunes on it.
RELEASE = (Group(name="roles, open model", run=partial(measure_roles, model=DEFAULT_MODEL), needs=(str(GNQA_DEV),)),)
_HEAD = ("measure", "system", "10 lines", "2nd marker", "n", "95 %", "asked", "reached", "status")
_EXAMPLES = 8


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for.

    Returns:
        The exit code.
    """
    options = _parser().parse_args(arguments)
    shared: Path = options.shared
    if not shared.is_dir():
        print(f"skipped: {shared} is not there; only invented cases and the example's offsets are measured")
    floors = load_floors(options.floors)
    chosen = (*GROUPS, *(RELEASE if options.release else ()))
    groups = [g for g in chosen if options.group in g.name and not (options.quick and g.is_slow)]
    measures, failures = run_groups(groups, shared, options.only, options.jobs)
    print_table(measures, floors)
    if options.errors:
        print_slips(measures)
    for failure in failures:
        print(f"cannot run: {failure}")
    fallen = [m.name for m in measures if _status(m, floors) == "FALLEN"]
    for name in fallen:
        print(f"fallen under its floor: {name}")
    if options.readme:
        write_figures(measures, options.readme)
    if options.update:
        save_floors(raise_floors(floors, measures), options.floors)
    if not measures and not failures:
        print(f"no measure is called {options.only!r}")
        return 2
    return int(bool(fallen or failures))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="quality.py", description="Measure against marked data.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of measuring data")
    parser.add_argument("--jobs", type=int, default=1, help="processes; each takes a group")
    parser.add_argument("--quick", action="store_true", help="leave out what reads hundreds of articles")
    parser.add_argument("--only", default="", metavar="NAME", help="measures whose name contains this")
    parser.add_argument("--group", default="", metavar="NAME", help="only groups whose name contains this")
    parser.add_argument("--update", action="store_true", help="raise what was reached in floors.json")
    parser.add_argument("--readme", type=Path, metavar="FILE", help="write the figures into this README")
    parser.add_argument("--release", action="store_true", help="read also what is read once a release")
    parser.add_argument("--errors", action="store_true", help="print errors by kind, with words")
    parser.add_argument("--floors", type=Path, default=FLOORS, help=argparse.SUPPRESS)
    return parser


def run_groups(groups: Sequence[Group], shared: Path, only: str, jobs: int = 1) -> tuple[list[Measure], list[str]]:
    """Measures whose name contains ``only``, and one line for every group that has its data and fails.

    Args:
        groups: Those to run, in the order of the table.
        shared: Folder of measuring data.
        only: Part of a name; empty for all.
        jobs: Processes; groups know nothing of one another.
    """
    ready = []
    for group in groups:
        missing = [need for need in group.needs if not (shared / need).exists()]
        if missing:
            print(f"skipped: {group.name}, {shared / missing[0]} is not there")
        else:
            ready.append(group)
    if jobs == 1 or len(ready) < 2:
        results = [_run(group, shared) for group in ready]
    else:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            # The long ones first, so that no process idles at the end.
            running = {g.name: pool.submit(_run, g, shared) for g in sorted(ready, key=lambda g: not g.is_slow)}
            results = [running[g.name].result() for g in ready]
    measures = [m for found, _ in results for m in found if only in m.name]
    return measures, [failure for _, failure in results if failure]


def _run(group: Group, shared: Path) -> tuple[list[Measure], str]:
    """The measures of a group, and why there are none."""
    try:
        return list(group.run(shared)), ""
    except (QuellenlageError, OSError, ValueError, KeyError, subprocess.SubprocessError) as error:
        return [], f"{group.name}: {type(error).__name__}: {error}"
    except ExceptionGroup as errors:
        return [], f"{group.name}: {errors}; the first: {errors.exceptions[0]}"


def print_table(measures: Sequence[Measure], floors: dict[str, Floor]) -> None:
    """One line a measure."""
    rows = [_HEAD]
    for m in measures:
        floor, s = floors.get(m.name, Floor()), m.score
        middle = (
            _number(s.value),
            _number(m.baseline),
            _number(m.second),
            str(s.n),
            f"{s.low:.3f}-{s.high:.3f}",
        )
        rows.append((m.name, *middle, _number(floor.asked), _number(floor.reached), _status(m, floors)))
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
    for row in rows:
        cells = [
            cell.rjust(w) if 0 < i < 8 else cell.ljust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())


def _status(measure: Measure, floors: dict[str, Floor]) -> str:
    return "part" if measure.is_part else floors.get(measure.name, Floor()).status(measure.score.value)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def print_slips(measures: Sequence[Measure]) -> None:
    """Errors by kind, the most frequent first, with the first few of each; none of a half that nobody may read."""
    for m in measures:
        if not m.slips or "unread" in m.name:
            continue
        print(f"\n{m.name}: {len(m.slips)} errors")
        by_kind = defaultdict(list)
        for slip in m.slips:
            by_kind[slip.kind].append(slip)
        for kind, count in Counter(slip.kind for slip in m.slips).most_common():
            print(f"  {count:4} {kind}")
            for slip in by_kind[kind][:_EXAMPLES]:
                print(f"         {slip.place}: {' '.join(slip.words.split())}")


if __name__ == "__main__":
    sys.exit(main())
