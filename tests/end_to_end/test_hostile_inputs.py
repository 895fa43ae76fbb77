"""What people feed to programs: each bad input gives one clear line, the good ones are built, nothing hangs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from run_quellenlage import PROGRAM, Run

HashOf = Callable[[Path], str]

PROSE = (
    "Der Minister sagte am Montag in Berlin, er habe nichts von der Lieferung gewusst. "
    "Das ist nicht wahr, und die Firma hat es bestritten.\n\n"
)


@dataclass(frozen=True)
class Case:
    """A file and what must become of it; ``word`` stands in its line."""

    name: str
    status: str
    word: str
    make: Callable[[Path, bytes], object]


def _write(data: Callable[[bytes], bytes]) -> Callable[[Path, bytes], object]:
    return lambda path, good: path.write_bytes(data(good))


def _sparse(path: Path, good: bytes) -> None:
    with path.open("wb") as file:
        file.write(good)
        file.truncate(25_000_000)


CASES = (
    Case("leer.txt", "rejected", "empty", _write(lambda good: b"")),
    Case("blank.txt", "rejected", "empty", _write(lambda good: " \n\t\r\n\u00a0\u2003\n".encode())),
    Case("binaer.txt", "rejected", "", _write(lambda good: bytes(range(256)) * 40)),
    Case("bild.txt", "rejected", "", _write(lambda good: b"\x89PNG\r\n\x1a\n" + os.urandom(3000))),
    Case("nullen.txt", "rejected", "binary", _write(lambda good: b"\0" * 5000)),
    Case("abgeschnitten.txt", "partial", "character", _write(lambda good: good + "ä".encode()[:1])),
    Case("windows.txt", "partial", "cp1252", _write(lambda good: good.decode().encode("cp1252", "replace"))),
    Case("utf16.txt", "partial", "utf-16", _write(lambda good: good.decode().encode("utf-16-le"))),
    Case("riesig.txt", "rejected", "20 MB", _sparse),
    Case("zeigt-ins-leere.txt", "rejected", "cannot be opened", lambda path, good: path.symlink_to("/nirgends/x")),
    Case("kreis.txt", "rejected", "cannot be opened", lambda path, good: path.symlink_to(path)),
    Case("rohr.txt", "rejected", "no plain file", lambda path, good: os.mkfifo(path)),
    Case(
        "beiwerk.txt",
        "rejected",
        "furniture",
        _write(lambda good: "Zum Inhalt springen\nMenü\nSuche\nTeilen\n".encode()),
    ),
    Case(
        "francais.txt",
        "partial",
        "is not in ",
        _write(lambda good: "Le ministre a dit lundi que rien ne leur avait été livré. ".encode() * 5),
    ),
    Case("ohne-leerzeichen.txt", "partial", "is not in ", _write(lambda good: b"a" * 200_000)),
)
# Unusual, but nothing is wrong with them.
GOOD = (
    Case(
        "english.txt",
        "ok",
        "",
        _write(lambda good: b"The minister said on Monday that nothing had been delivered to them. " * 5),
    ),
    Case("mit-marke.txt", "ok", "", _write(lambda good: b"\xef\xbb\xbf" + good)),
    Case("utf16-marke.txt", "ok", "", _write(lambda good: good.decode().encode("utf-16"))),
    Case("eine-zeile.txt", "ok", "", _write(lambda good: (PROSE.replace("\n", " ") * 1600)[:200_000].encode())),
    Case("ein-wort.txt", "ok", "", _write(lambda good: (PROSE * 4 + "a" * 200_000).encode())),
    Case("offen.txt", "ok", "", _write(lambda good: (PROSE + "„" * 10_000).encode())),
    Case("offen-im-text.txt", "ok", "", _write(lambda good: (PROSE + "„er " * 10_000).encode())),
    Case("nur-cr.txt", "ok", "", _write(lambda good: good.decode().replace("\r\n", "\r").encode())),
    Case("Ümläut 😀.txt", "ok", "", _write(lambda good: good.replace(b"Polizei", "Polizei 😀".encode()))),
)


@pytest.fixture(scope="module")
def good(example: Path) -> bytes:
    """An article that nothing is wrong with; its line ends are CRLF."""
    return (example / "08_lagerleiter.txt").read_bytes()


def _about(name: str, lines: list[str]) -> list[str]:
    return [line for line in lines if name in line]


def test_each_bad_file_gives_one_line(run: Run, good: bytes, tmp_path: Path, hash_of: HashOf) -> None:
    """Given one by one, as the shell does with ``*.txt``, and nothing else."""
    for case in CASES:
        case.make(tmp_path / case.name, good)
    done = run("build", *(tmp_path / case.name for case in CASES), "-o", tmp_path / "d.db")
    assert done.code == 1
    assert len(done.lines) == len(CASES) + 1, done.err
    for case in CASES:
        (line,) = _about(case.name, done.lines)
        assert line.startswith(f"{case.status}: {case.name}: ")
    assert hash_of(tmp_path / "d.db")
    assert run("show", tmp_path / "d.db").code == 0


@pytest.mark.parametrize("name", ["leer.txt", "rohr.txt", "riesig.txt", "binaer.txt"])
def test_a_build_of_one_bad_file_ends(name: str, run: Run, good: bytes, tmp_path: Path) -> None:
    (case,) = (case for case in CASES if case.name == name)
    case.make(tmp_path / name, good)
    done = run("build", tmp_path / name, "-o", tmp_path / "d.db")
    assert (done.code, len(done.lines)) == (1, 2), done.err


def test_unusual_files_are_built(run: Run, good: bytes, tmp_path: Path, hash_of: HashOf) -> None:
    for case in GOOD:
        case.make(tmp_path / case.name, good)
    done = run("build", tmp_path, "-o", tmp_path.parent / "unusual.db")
    assert (done.code, len(done.lines)) == (0, 1), done.err
    assert f"{len(GOOD)} ok" in done.err
    assert hash_of(tmp_path.parent / "unusual.db")
    assert run("show", tmp_path.parent / "unusual.db").code == 0


def test_a_pile_with_everything_in_it(run: Run, good: bytes, tmp_path: Path, hash_of: HashOf) -> None:
    pile = tmp_path / "pile"
    (pile / "ordner.txt").mkdir(parents=True)
    (pile / ".verborgen.txt").write_bytes(good)
    (pile / "brief.docx").write_bytes(b"x")
    (pile / "ordner.txt" / "gut.txt").write_bytes(good)
    (pile / "auch-gut.txt").write_bytes(good + b"Und noch ein Satz.\r\n")
    for case in CASES:
        case.make(pile / case.name, good)
    done = run("build", pile, "-o", tmp_path / "d.db")
    assert done.code == 1
    for case in CASES:
        (line,) = _about(case.name, done.lines)
        assert line.startswith(f"{case.status}: {case.name}: ")
        assert case.word in line
    assert len(_about(".docx", done.lines)) == 1
    assert len(done.lines) == len(CASES) + 2
    exported = run("export", tmp_path / "d.db", "-f", "jsonl").objects()
    built = {row["source"] for row in exported if row["kind"] == "article"}
    partial = {case.name for case in CASES if case.status == "partial"}
    assert built == {"auch-gut.txt", "ordner.txt/gut.txt"} | partial
    inputs = {row["source"]: row["status"] for row in exported if row["kind"] == "input"}
    assert inputs == {case.name: case.status for case in CASES} | dict.fromkeys(built - partial, "ok")
    assert exported[0]["inputs"] == {
        "ok": 2,
        "partial": len(partial),
        "rejected": len(CASES) - len(partial),
        "duplicate": 0,
    }
    assert hash_of(tmp_path / "d.db")


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["gut.txt", "gut.txt"], ["duplicate: gut.txt: "]),
        (["gut.txt", "./gut.txt", "../pile"], ["duplicate: gut.txt: "] * 2),
        (
            ["fehlt.txt", "brief.docx", "ohne-endung", "keiner", "z*.txt", "x" * 300 + ".txt", "gut.txt"],
            [
                "rejected: fehlt.txt: ",
                "rejected: brief.docx: ",
                "rejected: ohne-endung: ",
                "rejected: keiner: ",
                "rejected: z*.txt: ",
                "rejected: xxx",
            ],
        ),
    ],
    ids=["twice", "three ways", "all that is bad"],
)
def test_a_bad_argument_gives_one_line_and_the_good_one_is_built(
    arguments: list[str], lines: list[str], run: Run, good: bytes, tmp_path: Path
) -> None:
    pile = tmp_path / "pile"
    (pile / "keiner").mkdir(parents=True)
    (pile / "gut.txt").write_bytes(good)
    (pile / "brief.docx").write_bytes(b"x")
    (pile / "ohne-endung").write_bytes(good)
    done = run("build", *arguments, "-o", tmp_path / "d.db", cwd=pile)
    assert done.code == 1
    for line in lines:
        assert len([told for told in done.lines if told.startswith(line)]) == lines.count(line)
    assert "1 ok" in done.lines[-1]
    assert done.lines[-1].endswith("holds 1 articles.")
    assert len([told for told in done.lines if "passed over" not in told]) == len(lines) + 1


def test_a_link_to_the_folder_above_is_no_trap(run: Run, good: bytes, tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "gut.txt").write_bytes(good)
    (pile / "kreis").symlink_to(pile, target_is_directory=True)
    done = run("build", pile, "-o", tmp_path / "d.db")
    assert (done.code, len(done.lines)) == (0, 1)


def test_a_name_that_is_no_utf8(run: Run, good: bytes, tmp_path: Path, hash_of: HashOf) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    try:
        Path(os.fsdecode(os.fsencode(pile) + b"/gr\xfc\xdfe.txt")).write_bytes(good)
        Path(os.fsdecode(os.fsencode(pile) + b"/l\xe4er.txt")).write_bytes(b"")
    except OSError:
        pytest.skip("this file system has no such names")
    done = run("build", pile, "-o", tmp_path / "d.db")
    assert done.code == 1
    assert len(done.lines) == 2
    assert "1 ok" in done.lines[-1]
    assert hash_of(tmp_path / "d.db")


def test_files_of_one_name_in_two_folders_are_two_inputs(run: Run, good: bytes, tmp_path: Path) -> None:
    """``build monday tuesday``, each with a 001.txt: nothing vanishes."""
    for folder, more in (("montag", b""), ("dienstag", b"Und noch ein Satz.\r\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "001.txt").write_bytes(good + more)
    done = run("build", tmp_path / "montag", tmp_path / "dienstag", "-o", tmp_path / "d.db")
    assert done.code == 0
    exported = run("export", tmp_path / "d.db", "-f", "jsonl").objects()
    assert len([row for row in exported if row["kind"] == "article"]) == 2
    assert exported[0]["inputs"]["ok"] == 2


# Drops what lets root read everything, then becomes the program.
_AS_NOBODY = """
import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    if libc.prctl(24, capability, 0, 0, 0):  # PR_CAPBSET_DROP
        sys.exit(77)
os.execv(sys.argv[1], sys.argv[1:])
"""


def test_what_may_not_be_read_gives_one_line(good: bytes, tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    (pile / "verschlossen").mkdir(parents=True)
    (pile / "gut.txt").write_bytes(good)
    (pile / "geheim.txt").write_bytes(good)
    (pile / "geheim.txt").chmod(0)
    (pile / "verschlossen").chmod(0)
    command = [os.fspath(PROGRAM), "build", os.fspath(pile), "-o", os.fspath(tmp_path / "d.db")]
    if os.geteuid() == 0:
        command = [sys.executable, "-c", _AS_NOBODY, *command]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    finally:
        (pile / "verschlossen").chmod(0o700)
    if done.returncode == 77:
        pytest.skip("root reads everything here, and may not give that up")
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 3, done.stderr
    for name in ("geheim.txt", "verschlossen"):
        (line,) = _about(name, lines)
        assert line.startswith(f"rejected: {name}: cannot be opened")
    assert lines[-1].endswith("holds 1 articles.")


def test_an_input_that_never_ends_is_not_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "null.txt").symlink_to("/dev/zero")
    done = run("build", tmp_path / "null.txt", "-o", tmp_path / "d.db")
    assert done.code == 1
    assert done.lines[0].startswith("rejected: null.txt: ")
