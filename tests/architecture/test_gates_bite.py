"""Every gate reports its fault: a copy of the source is broken in one place and asked again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from house_rules import RULES

ROOT = Path(__file__).parents[2]
STAGE = "src/quellenlage/analyse/segment.py"


@dataclass(frozen=True)
class Breach:
    """One fault: text put at the end of a file, the rule that must speak, and what it must say."""

    rule: str
    file: str
    text: str
    says: str


BREACHES = (
    Breach("only_the_command_line_prints", STAGE, "\n\ndef _f() -> None:\n    print(1)\n", "print outside cli"),
    Breach(
        "only_the_command_line_prints",
        "src/quellenlage/store/sqlite.py",
        "\n\ndef _f() -> None:\n    import sys\n\n    sys.stdout.write('x')\n",
        "sys.stdout outside cli",
    ),
    Breach(
        "stages_know_no_language",
        STAGE,
        "\n\ndef _f(code: str) -> bool:\n    return code == 'de'\n",
        "language code 'de' in a stage",
    ),
    Breach(
        "stages_know_no_language",
        STAGE,
        "\n\ndef _f(world: World, other: str) -> bool:\n    return world.language.code == other\n",
        "decision by language.code in a stage",
    ),
    Breach(
        "stages_know_no_language",
        "src/quellenlage/clean/furniture.py",
        "\n\ndef _f(language: Language) -> int:\n    match language.code:\n        case _: return 1\n",
        "decision by language.code in a stage",
    ),
    Breach(
        "stages_hold_no_wording",
        "src/quellenlage/link/article.py",
        '\n\n_WORDS = ("erklärte",)\n',
        "wording of a language in a stage: ä",
    ),
    Breach("stages_hold_no_wording", STAGE, '\n\n_WORDS = (" und ",)\n', "wording of a language in a stage"),
    Breach(
        "public_names_are_documented",
        "src/quellenlage/text/fold.py",
        "\n\ndef naked() -> None:\n    pass\n",
        "naked() without docstring",
    ),
    Breach(
        "public_names_are_documented",
        "src/quellenlage/text/fold.py",
        '\n\nclass Thing:\n    """One."""\n\n    def naked(self) -> None:\n        pass\n',
        "Thing.naked() without docstring",
    ),
    Breach(
        "public_functions_are_annotated",
        "src/quellenlage/text/fold.py",
        '\n\ndef bare(word) -> None:\n    """One."""\n',
        "bare() without types: word",
    ),
    Breach(
        "files_and_functions_are_short",
        "src/quellenlage/text/fold.py",
        "\n\ndef _long() -> int:\n    x = 0\n" + "    x += 1\n" * 50 + "    return x\n",
        "_long() has 53 lines, at most 50",
    ),
    Breach(
        "files_and_functions_are_short",
        "src/quellenlage/text/fold.py",
        "\n\ndef _wide(a: int, b: int, c: int, d: int, e: int, f: int) -> None:\n    pass\n",
        "_wide() has over 5 positional arguments",
    ),
    Breach("files_and_functions_are_short", "src/quellenlage/text/tree.py", "#\n" * 400, "at most 400"),
    Breach("names_say_something", "src/quellenlage/text/utils.py", '"""One."""\n', "a name that says nothing"),
    Breach(
        "commands_have_help",
        "src/quellenlage/cli/__init__.py",
        '\nCOMMANDS = {"sing": "Sing."}\n',
        "command sing has no module",
    ),
    Breach(
        "every_stage_is_under_contract",
        "src/quellenlage/analyse/rumour.py",
        '"""A new stage that nobody put under contract."""\n',
        "stage quellenlage.analyse.rumour is under no contract",
    ),
    Breach(
        "nothing_unsafe_is_imported",
        "src/quellenlage/store/codec.py",
        "\n\nimport pickle\n",
        "import of pickle",
    ),
    Breach(
        "nothing_unsafe_is_imported",
        "src/quellenlage/kb/loader.py",
        "\n\nfrom urllib import request\n",
        "import of urllib.request",
    ),
    Breach(
        "nothing_unsafe_is_imported",
        STAGE,
        "\n\ndef _f(rule: str) -> object:\n    return eval(rule)\n",
        "call of eval",
    ),
    Breach(
        "results_have_no_clock",
        "src/quellenlage/pipeline/build.py",
        "\n\ndef _f() -> object:\n    from datetime import datetime\n\n    return datetime.now()\n",
        "call of datetime.now",
    ),
    Breach(
        "results_have_no_clock",
        STAGE,
        "\n\ndef _f(word: str) -> int:\n    return hash(word)\n",
        "call of hash",
    ),
    Breach(
        "errors_stand_in_one_file",
        STAGE,
        '\n\nclass OddError(ValueError):\n    """One."""\n',
        "class OddError: exceptions belong in errors.py",
    ),
)


def _copy(to: Path) -> Path:
    to.mkdir(exist_ok=True)
    shutil.copytree(ROOT / "src", to / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", ".importlinter", "README.md"):
        shutil.copy(ROOT / name, to / name)
    return to


def _run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    script = Path(sys.executable).parent / command[0]
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "COLUMNS": "200"}
    return subprocess.run(
        [str(script), *command[1:]], cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def _append(path: Path, text: str) -> None:
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(old + text, encoding="utf-8")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that nobody breaks, and that stays the same if somebody edits the source meanwhile."""
    return _copy(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def before(whole: Path) -> dict[str, list[str]]:
    """What the rules find in the whole copy."""
    return {rule.__name__: rule(whole) for rule in RULES}


@pytest.fixture
def broken(whole: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(whole, tmp_path / "copy"))


@pytest.mark.parametrize("breach", BREACHES, ids=lambda b: f"{b.rule}: {b.says}")
def test_the_rule_reports_this_fault_and_no_other(breach: Breach, before: dict[str, list[str]], broken: Path) -> None:
    _append(broken / breach.file, breach.text)
    after = {rule.__name__: rule(broken) for rule in RULES}
    new = {name: [fault for fault in after[name] if fault not in before[name]] for name in after}
    found = new.pop(breach.rule)
    assert len(found) == 1, found
    assert breach.says in found[0]
    assert found[0].startswith((f"{breach.file}:", ".importlinter:"))
    assert not any(new.values()), "another rule speaks too"


def test_an_undocumented_module_is_reported(whole: Path, broken: Path) -> None:
    rule = next(rule for rule in RULES if rule.__name__ == "public_names_are_documented")
    (broken / "src/quellenlage/text/bare.py").write_text("X = 1\n", encoding="utf-8")
    assert set(rule(broken)) - set(rule(whole)) == {"src/quellenlage/text/bare.py:1: module without docstring"}


def test_the_contracts_are_kept_by_the_whole_copy(whole: Path) -> None:
    done = _run(whole, "lint-imports", "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "text", "contract", "says"),
    [
        (
            STAGE,
            "\n\nfrom quellenlage.analyse import event\n",
            "No stage imports another stage",
            "quellenlage.analyse.segment -> quellenlage.analyse.event",
        ),
        (
            "src/quellenlage/link/article.py",
            "\n\nfrom quellenlage.link.entity import link_entities\n",
            "No stage imports another stage",
            "quellenlage.link.article -> quellenlage.link.entity",
        ),
        (
            "src/quellenlage/records/layers.py",
            "\n\nfrom quellenlage.store import Dossier\n",
            "Every folder imports only what stands below it",
            "quellenlage.records.layers -> quellenlage.store",
        ),
        (
            "src/quellenlage/text/span.py",
            "\n\nimport msgspec\n",
            "Records and algebra need nothing but the standard library",
            "quellenlage.text.span -> msgspec",
        ),
        (
            STAGE,
            "\n\nimport sqlite3\n",
            "Each heavy package has its one place",
            "quellenlage.analyse.segment -> sqlite3",
        ),
        (
            "src/quellenlage/clean/furniture.py",
            "\n\nimport py3langid\n",
            "Each heavy package has its one place",
            "quellenlage.clean.furniture -> py3langid",
        ),
        (
            "src/quellenlage/rumour/__init__.py",
            '"""A folder that no layer names."""\n',
            "Every folder imports only what stands below it",
            "rumour",
        ),
    ],
    ids=[
        "stage to stage",
        "link to link",
        "upwards",
        "not the standard library",
        "not its place",
        "not its module",
        "no layer",
    ],
)
def test_an_import_that_is_not_allowed_breaks_its_contract(
    file: str, text: str, contract: str, says: str, broken: Path
) -> None:
    (broken / file).parent.mkdir(exist_ok=True)
    _append(broken / file, text)
    done = _run(broken, "lint-imports", "--no-cache")
    said = " ".join((done.stdout + done.stderr).split())
    assert done.returncode != 0
    assert says in said
    assert f"{contract} BROKEN" in said or "exhaustive" in said.lower()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("T201", "\n\ndef _f() -> None:\n    print(1)\n"),
        ("D103", "\n\ndef naked() -> None:\n    pass\n"),
        ("ANN001", '\n\ndef bare(word) -> None:\n    """One."""\n'),
        ("S307", "\n\ndef _f(rule: str) -> object:\n    return eval(rule)\n"),
        (
            "BLE001",
            "\n\ndef _f() -> int:\n    try:\n        return 1\n    except Exception:\n        return 2\n",
        ),
    ],
)
def test_ruff_reports_it_too(code: str, text: str, whole: Path, broken: Path) -> None:
    command = ("ruff", "check", "--no-cache", "--output-format", "concise", STAGE)
    before = _run(whole, *command).stdout.count(f": {code} ")
    _append(broken / STAGE, text)
    done = _run(broken, *command)
    assert done.returncode != 0
    assert done.stdout.count(f": {code} ") == before + 1, done.stdout


def test_mypy_reports_a_function_without_types(broken: Path, tmp_path: Path) -> None:
    file = "src/quellenlage/text/fold.py"
    command = ("mypy", "--config-file", "pyproject.toml", "--cache-dir", str(tmp_path / "cache"), file)
    assert _run(broken, *command).returncode == 0
    _append(broken / file, "\n\ndef bare(word):\n    return word\n")
    done = _run(broken, *command)
    assert done.returncode != 0
    assert "[no-untyped-def]" in done.stdout
