"""``make lock``: what an installation needs, each package pinned by version and hash, in ``requirements.lock``.

Pip resolves it for the Python and the system it runs on; another system has other wheels, and so other hashes.
``pip install --require-hashes -r requirements.lock`` takes nothing else.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"


def main() -> int:
    """Resolve and write.

    Returns:
        0; the error of pip where it cannot resolve.
    """
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--dry-run",
        "--ignore-installed",
        "--report",
        "-",
        ".",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        return done.returncode
    lines = sorted(filter(None, map(_line, json.loads(done.stdout)["install"])))
    python = ".".join(platform.python_version_tuple()[:2])
    head = f"# Written by make lock, for Python {python} on {platform.system()} {platform.machine()}.\n"
    LOCK.write_text(head + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} packages in {LOCK.name}")
    return 0


def _line(item: dict[str, dict[str, dict[str, str]]]) -> str:
    """A package as pip's lists name it; nothing for the program itself."""
    found = item["download_info"].get("archive_info", {}).get("hashes", {})
    if "sha256" not in found:
        return ""
    metadata = item["metadata"]
    return f"{str(metadata['name']).lower()}=={metadata['version']} \\\n    --hash=sha256:{found['sha256']}\n"  # type: ignore[index]


if __name__ == "__main__":
    sys.exit(main())
