"""``make audit``: licences of all that is installed, and known faults of what ``requirements.lock`` pins.

Known faults come from the network (the registry's own advisories). Where they cannot be asked for, that is said, and
nothing is claimed; the exit code is then 0 unless ``--strict`` is given.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
# Of a package that the program needs: with these a copy could not be passed on as it is.
_REFUSED = ("GPL", "AGPL", "CC-BY-NC", "Commons Clause", "SSPL")
_SECONDS = 120
# CVE-2020-28493 and later ones: what every source of advisories knows.
_KNOWN = "jinja2==2.11.2"


def main() -> int:
    """Look and tell.

    Returns:
        1 for a licence or a known fault that is refused, or, with ``--strict``, where nobody could be asked.
    """
    parser = argparse.ArgumentParser(description="Licences and known faults of what the program needs.")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    needed = {line.split("==")[0] for line in (ROOT / "requirements.lock").read_text().splitlines() if "==" in line}
    wrong = licences(options.python, needed)
    asked, faults = advisories()
    for fault in (*wrong, *faults):
        print(fault)
    if not asked:
        print("known faults: NOT CHECKED, no source of advisories can be reached from here")
    return int(bool(wrong or faults) or (options.strict and not asked))


def licences(python: str, needed: set[str]) -> list[str]:
    """Packages that the program needs, under a licence that is refused."""
    command = [str(Path(python).parent / "pip-licenses"), "--format=json", "--from=mixed", "--with-system"]
    rows = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = [row for row in rows if row["Name"].lower() in needed]
    print(f"licences of {len(ours)} packages: {dict(Counter(row['License'] for row in ours).most_common())}")
    return [f"licence: {row['Name']} {row['License']}" for row in ours if _is_refused(row["License"])]


def _is_refused(licence: str) -> bool:
    """Lesser GPL is for libraries: a program of another licence may use one."""
    parts = re.split(";| OR ", licence.replace("LGPL", "").replace("Lesser General Public License", ""))
    return all(any(word in part for word in _REFUSED) for part in parts)


def advisories() -> tuple[bool, list[str]]:
    """Whether a source of advisories answers, and what it knows of the packages.

    It does only if it knows a fault that is known for years: a registry's mirror may hold packages and no advisories.
    """
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder, "old.txt")
        old.write_text(f"{_KNOWN}\n", encoding="utf-8")
        if not any(row.get("vulns") for row in _audited("-r", str(old), "--no-deps")):
            return False, []
    rows = _audited("-r", "requirements.lock", "--require-hashes")
    faults = [f"known fault: {row['name']} {v['id']}" for row in rows for v in row.get("vulns", ())]
    faults += [f"not audited: {row['name']}: {row['skip_reason']}" for row in rows if "skip_reason" in row]
    print(f"known faults of {len(rows)} packages: {len(faults)}")
    return True, faults


def _audited(*options: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "pip_audit", *options, "--disable-pip", "-f", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=_SECONDS, check=False)
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError):
        return []
    return found


if __name__ == "__main__":
    sys.exit(main())
