"""The rules of the house as functions, repository root to faults, so that they run on a broken copy too.

A fault is one line, ``path:line: what is wrong``. What ruff, mypy and import-linter can say is left to them,
except where a rule here is stricter or where a second pair of eyes is cheap.
"""

from __future__ import annotations

import ast
import configparser
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path("src", "quellenlage")
# Stages know no language: their wording comes from lang/.
NEUTRAL = ("analyse", "link", "clean", "weigh")
STAGE_FOLDERS = ("analyse", "link", "weigh")
REFUSED_NAMES = frozenset(
    {
        "utils",
        "util",
        "helpers",
        "helper",
        "common",
        "misc",
        "base",
        "manager",
        "managers",
        "processor",
        "handler",
    }
)
MAX_FILE_LINES, MAX_FUNCTION_LINES, MAX_POSITIONAL = 400, 50, 5

_UNSAFE = ("pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib")
_NETWORK = (
    "socket", "ssl", "urllib.request", "urllib3", "http.client", "requests", "httpx", "aiohttp", "ftplib",
)  # fmt: skip
_CHANCE = ("random", "secrets", "uuid", "time", "locale")
_CLOCK = ("now", "utcnow", "today")
# Tells when a person corrected something: an input, which the hash of the record leaves out.
_CLOCK_HALL = Path("src", "quellenlage", "pipeline", "review", "clock.py")
# Languages that may come, besides those that have a folder.
_CODES = frozenset({"de", "en", "fr", "ru", "ko"})
_GERMAN_LETTERS = re.compile("[äöüÄÖÜßẞ]")
_WORD = re.compile(r"[^\W\d_]{3,}")
# German function words that are English words too; they prove nothing.
_ALSO_ENGLISH = frozenset({"also", "die", "war", "was", "will", "man", "per", "all", "her", "sin", "rund", "those"})

Rule = Callable[[Path], list[str]]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(root: Path, *folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """Every source file below the package, or below some of its folders, with its syntax tree."""
    starts = [root / PACKAGE / folder for folder in folders] or [root / PACKAGE]
    for start in starts:
        for path in sorted(start.rglob("*.py")):
            yield path.relative_to(root), _parse(path.read_text(encoding="utf-8"))


@cache
def _parse(text: str) -> ast.Module:
    """Many rules, many copies, few texts."""
    return ast.parse(text)


def _fault(path: Path, node: ast.AST | int, what: str) -> str:
    return f"{path.as_posix()}:{node if isinstance(node, int) else getattr(node, 'lineno', 1)}: {what}"


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return f"{_dotted(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else ""


def _imports(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def only_the_command_line_prints(root: Path) -> list[str]:
    """No ``print``, ``click.echo``, ``sys.stdout`` or ``sys.stderr`` outside ``cli``."""
    faults = []
    for path, tree in files(root):
        if path.is_relative_to(PACKAGE / "cli"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id == "print":
                faults.append(_fault(path, node, "print outside cli"))
            elif isinstance(node, ast.Attribute) and re.fullmatch(
                r"click\.s?echo|sys\.__?(stdout|stderr)__|sys\.(stdout|stderr)", _dotted(node)
            ):
                faults.append(_fault(path, node, f"{_dotted(node)} outside cli"))
        faults += [
            _fault(path, node, f"import of {name} outside cli")
            for node, name in _imports(tree)
            if name in ("click.echo", "click.secho", "sys.stdout", "sys.stderr")
        ]
    return faults


def stages_know_no_language(root: Path) -> list[str]:
    """No language code, and no decision by ``language.code``, in a stage; it may be the key to data."""
    codes = {path.parent.name for path in (root / PACKAGE / "lang").glob("*/language.toml")} | _CODES
    faults = []
    for path, tree in files(root, *NEUTRAL):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value in codes:
                faults.append(_fault(path, node, f"language code {node.value!r} in a stage"))
            elif _decides_by_code(node):
                faults.append(_fault(path, node, "decision by language.code in a stage"))
    return faults


def _decides_by_code(node: ast.AST) -> bool:
    match node:
        case ast.Compare():
            asked = [node.left, *node.comparators]
        case ast.Match():
            asked = [node.subject]
        case ast.Call(func=ast.Attribute(value=asker)):
            asked = [asker]  # code.startswith(…)
        case _:
            return False
    return any(re.search(r"(^|\.)language\.code$", _dotted(part)) for part in asked)


def stages_hold_no_wording(root: Path) -> list[str]:
    """No German letters, no function words of a language, in the strings of a stage; docstrings aside."""
    words = set()
    for listed in (root / PACKAGE / "lang").glob("*/function_words.txt"):
        if listed.parent.name == "en":
            continue  # the language of messages and names
        lines = listed.read_text(encoding="utf-8").splitlines()
        words |= {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    words -= _ALSO_ENGLISH
    faults = []
    for path, tree in files(root, *NEUTRAL):
        docstrings = {id(node) for node in _docstrings(tree)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in docstrings:
                continue
            wording = [*_GERMAN_LETTERS.findall(node.value), *_WORD.findall(node.value)]
            found = [part for part in wording if part in words or _GERMAN_LETTERS.fullmatch(part)]
            if found:
                faults.append(_fault(path, node, f"wording of a language in a stage: {' '.join(found)[:40]}"))
    return faults


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _functions(tree: ast.AST, *, public: bool, within: str = "") -> Iterator[tuple[str, Function]]:
    """Functions and methods with their dotted names; public ones only where no name on the way is private."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function | ast.ClassDef):
            if public and node.name.startswith("_"):
                continue
            name = f"{within}{node.name}"
            if isinstance(node, Function):
                yield name, node
            if not public or isinstance(node, ast.ClassDef):
                yield from _functions(node, public=public, within=f"{name}.")
        elif not public or isinstance(node, ast.If | ast.Try | ast.With):
            yield from _functions(node, public=public, within=within)


def public_names_are_documented(root: Path) -> list[str]:
    """Every public module, class, function and method has a docstring."""
    faults = []
    for path, tree in files(root):
        if not ast.get_docstring(tree):
            faults.append(_fault(path, 1, "module without docstring"))
        classes = [n for n in tree.body if isinstance(n, ast.ClassDef) and not n.name.startswith("_")]
        faults += [_fault(path, c, f"class {c.name} without docstring") for c in classes if not ast.get_docstring(c)]
        faults += [
            _fault(path, function, f"{name}() without docstring")
            for name, function in _functions(tree, public=True)
            if not ast.get_docstring(function)
        ]
    return faults


def public_functions_are_annotated(root: Path) -> list[str]:
    """Every argument and result of a public function has a type."""
    faults = []
    for path, tree in files(root):
        for name, function in _functions(tree, public=True):
            given = function.args
            arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
            bare = [a.arg for a in arguments if a and not a.annotation and a.arg not in ("self", "cls")]
            if bare or function.returns is None:
                faults.append(_fault(path, function, f"{name}() without types: {', '.join(bare) or 'its result'}"))
    return faults


def files_and_functions_are_short(root: Path) -> list[str]:
    """Files, functions (docstring not counted) and lists of positional arguments stay readable."""
    faults = []
    for path, tree in files(root):
        lines = len((root / path).read_text(encoding="utf-8").splitlines())
        if lines > MAX_FILE_LINES:
            faults.append(_fault(path, 1, f"{lines} lines, at most {MAX_FILE_LINES}"))
        for name, function in _functions(tree, public=False):
            if (length := _length(function)) > MAX_FUNCTION_LINES:
                faults.append(_fault(path, function, f"{name}() has {length} lines, at most {MAX_FUNCTION_LINES}"))
            positional = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
            if len([a for a in positional if a not in ("self", "cls")]) > MAX_POSITIONAL:
                faults.append(_fault(path, function, f"{name}() has over {MAX_POSITIONAL} positional arguments"))
    return faults


def _length(function: Function) -> int:
    length = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function):
        length -= (first.end_lineno or 0) - first.lineno + 1
    return length


def names_say_something(root: Path) -> list[str]:
    """No module or folder is called utils or the like."""
    paths = (path.relative_to(root) for path in sorted((root / PACKAGE).rglob("*")))
    return [_fault(p, 1, "a name that says nothing") for p in paths if p.stem.strip("_") in REFUSED_NAMES]


def commands(root: Path) -> tuple[str, ...]:
    """The keys of ``cli.COMMANDS``."""
    tree = ast.parse((root / PACKAGE / "cli" / "__init__.py").read_text(encoding="utf-8"))
    for node in reversed(tree.body):
        if isinstance(node, ast.Assign) and _dotted(node.targets[0]) == "COMMANDS" and isinstance(node.value, ast.Dict):
            return tuple(key.value for key in node.value.keys if isinstance(key, ast.Constant))
    raise AssertionError("cli/__init__.py has no table COMMANDS")


def commands_have_help(root: Path) -> list[str]:
    """Every command has its module, and the function ``command`` in it says what it does."""
    faults = []
    for name in commands(root):
        path = PACKAGE / "cli" / f"{name}.py"
        if not (root / path).is_file():
            faults.append(_fault(PACKAGE / "cli" / "__init__.py", 1, f"command {name} has no module"))
            continue
        tree = ast.parse((root / path).read_text(encoding="utf-8"))
        found = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "command"]
        if not found or not ast.get_docstring(found[0]):
            faults.append(_fault(path, 1, f"command {name} has no help"))
    return faults


def commands_are_in_the_readme(root: Path) -> list[str]:
    """README.md shows every command."""
    text = (root / "README.md").read_text(encoding="utf-8")
    return [f"README.md:1: no word of quellenlage {n}" for n in commands(root) if f"quellenlage {n}" not in text]


def stages(root: Path) -> tuple[str, ...]:
    """The names in the two tables of ``pipeline.table``."""
    tree = ast.parse((root / PACKAGE / "pipeline" / "table.py").read_text(encoding="utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and _dotted(n.func) == "Stage"]
    named = [k.value for call in calls for k in call.keywords if k.arg == "name"]
    return tuple(dict.fromkeys(str(node.value) for node in named if isinstance(node, ast.Constant)))


def stages_are_documented(root: Path) -> list[str]:
    """docs/reference/stages.md names every stage."""
    return _unnamed(root, Path("docs", "reference", "stages.md"), "stage", stages(root))


def event_types(root: Path) -> tuple[str, ...]:
    """The types that have a file in the ontology."""
    paths = sorted((root / PACKAGE / "ontology" / "events").glob("*.toml"))
    return tuple(str(tomllib.loads(p.read_text(encoding="utf-8")).get("type", p.stem)) for p in paths)


def event_types_are_documented(root: Path) -> list[str]:
    """docs/reference/event-types.md names every event type."""
    return _unnamed(root, Path("docs", "reference", "event-types.md"), "event type", event_types(root))


def _unnamed(root: Path, page: Path, what: str, names: tuple[str, ...]) -> list[str]:
    if not (root / page).is_file():
        return [_fault(page, 1, "the page is missing")]
    text = (root / page).read_text(encoding="utf-8")
    return [_fault(page, 1, f"no word of {what} {n}") for n in names if not re.search(rf"(?<!\w){n}(?!\w)", text)]


def every_stage_is_under_contract(root: Path) -> list[str]:
    """The import contract of the stages lists every module of ``analyse``, ``link`` and ``weigh``."""
    config = configparser.ConfigParser()
    config.read(root / ".importlinter", encoding="utf-8")
    listed = set(config["importlinter:contract:stages"]["modules"].split())
    there = {
        f"quellenlage.{folder}.{path.stem}"
        for folder in STAGE_FOLDERS
        for path in (root / PACKAGE / folder).iterdir()
        if path.stem != "__init__" and (path.suffix == ".py" or (path / "__init__.py").is_file())
    }
    missing, gone = sorted(there - listed), sorted(listed - there)
    return [f".importlinter:1: stage {m} is under no contract" for m in missing] + [
        f".importlinter:1: {m} does not exist" for m in gone
    ]


def nothing_unsafe_is_imported(root: Path) -> list[str]:
    """No pickles, no ``eval``, no network: the package runs and reads what it was shipped with."""
    refused = _UNSAFE + _NETWORK
    faults = []
    for path, tree in files(root):
        for node, name in _imports(tree):
            if any(name == bad or name.startswith(f"{bad}.") for bad in refused):
                faults.append(_fault(path, node, f"import of {name}"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _dotted(node.func) in ("eval", "exec", "__import__", "compile"):
                faults.append(_fault(path, node, f"call of {_dotted(node.func)}"))
    return faults


def results_have_no_clock(root: Path) -> list[str]:
    """No time of day, chance, locale or hash seed in what makes a record."""
    faults = []
    for path, tree in files(root):
        for node, name in _imports(tree):
            if name.split(".")[0] in _CHANCE:
                faults.append(_fault(path, node, f"import of {name}"))
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            if path == _CLOCK_HALL:
                continue
            if isinstance(called, ast.Attribute) and called.attr in _CLOCK and not isinstance(called.value, ast.Call):
                faults.append(_fault(path, node, f"call of {_dotted(called)}"))
            elif isinstance(called, ast.Name) and called.id == "hash":
                faults.append(_fault(path, node, "call of hash, which differs from run to run"))
    return faults


def errors_stand_in_one_file(root: Path) -> list[str]:
    """Every exception class is in ``errors.py``, below ``QuellenlageError``."""
    faults = []
    for path, tree in files(root):
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and path != PACKAGE / "errors.py":
                parents = [_dotted(parent) for parent in node.bases]
                if any(re.search(r"(Error|Exception|Warning)$", parent) for parent in parents):
                    faults.append(_fault(path, node, f"class {node.name}: exceptions belong in errors.py"))
    return faults


# What `make check` must find kept; the pages of the documentation are rules of their own.
RULES: tuple[Rule, ...] = (
    only_the_command_line_prints,
    stages_know_no_language,
    stages_hold_no_wording,
    public_names_are_documented,
    public_functions_are_annotated,
    files_and_functions_are_short,
    names_say_something,
    commands_have_help,
    every_stage_is_under_contract,
    nothing_unsafe_is_imported,
    results_have_no_clock,
    errors_stand_in_one_file,
)
DOCUMENTATION: tuple[Rule, ...] = (
    commands_are_in_the_readme,
    stages_are_documented,
    event_types_are_documented,
)
