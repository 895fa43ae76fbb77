"""Hostile text through every field, page and export: the tests that do it, run and counted, then with escaping off."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from promise import Faults, Outcome, Promise, Trial

ROOT = Path(__file__).parents[2]
_TESTS = (
    "tests/unit/serve/test_naughty_strings.py",
    "tests/unit/present/test_naughty_exports.py", "tests/unit/present/test_html.py",
)  # fmt: skip
_UNESCAPED = """
import quellenlage.present.html.environment as place
import quellenlage.present.formula as formula
made = place.environment
def careless(*args):
    found = made(*args)
    found.autoescape = False
    return found
place.environment = careless
"""


def speak(trial: Trial, env: Mapping[str, str] | None = None, tests: tuple[str, ...] = _TESTS) -> Outcome:
    """Run the tests."""
    faults = Faults()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(["-p", "careless"] if env else []), *tests],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
    faults.found += re.findall(r"^(?:FAILED|ERROR) .*", done.stdout, re.MULTILINE)
    passed = re.search(r"(\d+) passed", done.stdout)
    faults.unless(passed or faults.found, done.stdout[-300:] + done.stderr[-300:])
    count = _count()
    return Outcome(count, tuple(faults.found), f"{passed[1] if passed else 0} tests, each with all strings")


def _count() -> int:
    """How many strings there are."""
    sys.path.insert(0, str(ROOT / "tests" / "unit"))
    from naughty import naughty_strings

    return len(naughty_strings())


def unescaped(trial: Trial) -> Outcome:
    """The same with templates that escape nothing."""
    (trial.folder / "careless.py").write_text(_UNESCAPED, encoding="utf-8")
    return speak(trial, {"PYTHONPATH": str(trial.folder)}, _TESTS[:1])


HOSTILE = Promise(
    name="hostile text in every field, page and export: nothing executes, nothing breaks",
    times=600,
    unit="strings",
    keep=speak,
    plant=unescaped,
    fault="templates that escape nothing",
    least=600,
    most=600,
)
