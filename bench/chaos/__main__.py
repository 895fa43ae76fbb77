"""``make chaos``: tries every promise of SECURITY.md and prints what came of it, one row a promise.

Exit code 1 if a promise was broken, or if the fault that was planted for it was not found.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from bits import BITS
from bombs import BOMBS_ROW
from calls import CALLS, LOAD
from copies import COPIES, REMOVALS
from cuts import POWER
from hostile import HOSTILE
from kills import KILLS
from malformed import MALFORMED
from offsets import OFFSETS
from orders import ORDERS
from pages import PAGES
from parsers import PARSERS
from poison import POISON
from promise import Promise, Row, try_out
from refusals import REFUSALS
from versions import VERSIONS

from network import NETWORK

PROMISES: tuple[Promise, ...] = (
    ORDERS, KILLS, POWER, REFUSALS, MALFORMED, POISON, OFFSETS, COPIES, REMOVALS, PARSERS, CALLS, LOAD, HOSTILE,
    BOMBS_ROW, PAGES, NETWORK, VERSIONS, BITS,
)  # fmt: skip
_HEAD = "| promise | tried | faults | planted fault | caught | seconds |\n|---|---|---|---|---|---|"

_PAGE = """<!-- Written by bench/chaos with --page. Do not edit by hand. -->

# Promises, tried

What `SECURITY.md` in the repository promises, as it was tried last. Each row also looks at a program that was broken on
purpose: *caught* says whether it found that fault.

"""


def main() -> int:
    """Run all, or those whose name holds a word.

    Returns:
        0 if all was kept, else 1.
    """
    parser = argparse.ArgumentParser(description="Try the promises and print the table.")
    parser.add_argument("--times", type=float, default=1.0, help="as often as make chaos, times this")
    parser.add_argument("--only", default="", help="a word of the promise")
    parser.add_argument("--seed", type=int, default=16, help="of chance; 0 for another each time")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--page", type=Path, help="where to write the table as a page of the documentation")
    options = parser.parse_args()
    seed = options.seed or random.SystemRandom().randint(1, 1 << 30)
    started, rows = time.perf_counter(), []
    print(_HEAD, flush=True)
    for promise in PROMISES:
        if options.only not in promise.name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            row = try_out(promise, options.times, Path(folder), seed, options.shared)
        rows.append(row)
        print(line(row), flush=True)
    print(f"\n{sum(row.is_kept for row in rows)} of {len(rows)} promises kept in {_minutes(started)} with seed {seed}.")
    for row in rows:
        if row.outcome.note:
            print(f"{row.promise.name.partition(':')[0]}: {row.outcome.note}")
    for row in rows:
        for fault in row.outcome.faults[:20]:
            print(f"FAULT {row.promise.name.partition(':')[0]}: {fault}")
        if not row.planted.faults:
            print(f"NOT CAUGHT: {row.promise.fault}")
    if options.page:
        kept = sum(row.is_kept for row in rows)
        summary = (
            f"{kept} of {len(rows)} promises kept; {options.times:g} times the numbers of `make chaos`, seed {seed}."
        )
        table = "".join(f"{line(row)}\n" for row in rows)
        options.page.write_text(f"{_PAGE}{summary}\n\n{_HEAD}\n{table}", encoding="utf-8")
    return int(not all(row.is_kept for row in rows))


def line(row: Row) -> str:
    """A row of the table."""
    promise = row.promise
    caught = "yes" if row.planted.faults else "NO"
    tried = f"{row.outcome.tried:,} {promise.unit}"
    cells = (promise.name, tried, str(len(row.outcome.faults)), promise.fault, caught, f"{row.seconds:.0f}")
    return f"| {' | '.join(cells)} |"


def _minutes(started: float) -> str:
    return f"{(time.perf_counter() - started) / 60:.1f} minutes"


if __name__ == "__main__":
    sys.exit(main())
