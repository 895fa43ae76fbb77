"""Checks the rules of time expressions, so that what would fail while reading is told when the language is loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from quellenlage.datafile import Faults
from quellenlage.dates.anchor import Anchor, Bound, Unit
from quellenlage.dates.timex3 import Mod, TimexType
from quellenlage.lang.language import TimexRule

# Groups of time expressions that are no classes, each with a meaning; their shapes: analyse/timex.py.
_NUMBERS: dict[str, list[str | int]] = {
    **{name: [1] for name in ("number", "day", "month_number", "year", "hour", "minute", "digits")}, "decade": ["10"],
}  # fmt: skip
_PLACEHOLDER = re.compile(r"\{(\w+)(?::(\w+))?\}")
# Fields of a rule, with what may stand in them once the classes are filled in; nothing: any text.
_TEMPLATES: dict[str, tuple[str, ...]] = {
    "type": (*TimexType, "NONE"), "anchor": tuple(Anchor), "unit": ("", *Unit), "mod": ("", *Mod),
    "bound": ("", *Bound),
    "direction": ("", "tense", "-1", "0", "1"), "offset": ("", "tense", "0"), "value": (), "last": (),
}  # fmt: skip


def read_classes(table: Mapping[str, Any], path: Path, faults: Faults) -> dict[str, dict[str, str | int]]:
    """The classes of words of the file, by name: each form with its meaning."""
    classes = table.get("class", {})
    if not isinstance(classes, dict) or not all(isinstance(forms, dict) for forms in classes.values()):
        faults.add(path, "class", "tables of forms and meanings")
        return {}
    found: dict[str, dict[str, str | int]] = classes
    for name, forms in found.items():
        for form, meaning in forms.items():
            if not form or not isinstance(meaning, int if name == "number_word" else str | int):
                faults.add(path, f"[class.{name}] {form!r}", "a form, and what it means as a number or a text")
        if not forms:
            faults.add(path, f"[class.{name}]", "a form at least")
    return found


def read_shapes(table: Mapping[str, Any], path: Path, faults: Faults) -> dict[str, str]:
    """Parts of patterns that have a name and no meaning."""
    shapes = table.get("shape", {})
    if not isinstance(shapes, dict) or not all(isinstance(shape, str) for shape in shapes.values()):
        faults.add(path, "shape", "a table of names and patterns")
        return {}
    return dict(shapes)


def check_rule(
    rule: TimexRule,
    classes: Mapping[str, Mapping[str, str | int]],
    shapes: Mapping[str, str],
    path: Path,
    faults: Faults,
) -> None:
    """Note what would fail once articles are read: the pattern, or a template for anything its groups may mean."""
    groups = _groups(rule, classes, shapes, path, faults)
    for key in _TEMPLATES:
        _check_template(rule, key, groups, path, faults)


def _groups(
    rule: TimexRule,
    classes: Mapping[str, Mapping[str, str | int]],
    shapes: Mapping[str, str],
    path: Path,
    faults: Faults,
) -> dict[str, list[str | int]] | None:
    """What the groups of a rule may mean; None, with a fault, if the engine could not use its pattern."""
    meanings = {**_NUMBERS, **{name: list(forms.values()) for name, forms in classes.items()}}

    def fill(match: re.Match[str]) -> str:
        if match[1] in shapes:
            return f"(?:{shapes[match[1]]})"
        name = match[1] + (f"_{match[2]}" if match[2] else "")
        return match[0] if match[1].isdigit() else f"(?P<{name}>x)"

    body = _PLACEHOLDER.sub(fill, rule.pattern).replace("{{", "{").replace("}}", "}")
    try:
        pattern = re.compile(body)
    except re.error as error:
        faults.add(path, f"rule {rule.name}: pattern {rule.pattern[:40]!r}", f"a regular expression ({error})")
        return None
    groups = {name: name.removesuffix("_last") for name in pattern.groupindex if name != "x"}
    if unknown := [name for name, base in groups.items() if base not in meanings]:
        faults.add(
            path, f"rule {rule.name}: pattern: {', '.join(unknown)}", "a class of this file or a shape of numbers"
        )
        return None
    return {name: meanings[base] for name, base in groups.items()}


def _check_template(
    rule: TimexRule, key: str, groups: Mapping[str, list[str | int]] | None, path: Path, faults: Faults
) -> None:
    template, allowed = getattr(rule, key), _TEMPLATES[key]
    try:
        filled = [template] if key in ("type", "anchor") else _fill(template, groups)
    except (LookupError, ValueError, TypeError, AttributeError):
        faults.add(path, f"rule {rule.name}: {key} {template!r}", "a template of groups of the pattern")
        return
    for value in filled:
        number = key == "offset" and re.fullmatch(r"-?[0-9]+", value)
        if allowed and value not in allowed and not number:
            faults.add(path, f"rule {rule.name}: {key} {value!r}", f"one of {', '.join(a for a in allowed if a)}")


def _fill(template: str, groups: Mapping[str, list[str | int]] | None) -> list[str]:
    """All that may become of a template; nothing where the pattern is at fault already."""
    if "{" not in template:
        return [template]
    if groups is None:
        return []
    names = [name for _, name, _, _ in Formatter().parse(template) if name is not None]
    first = {name: groups[name][0] for name in names}
    return sorted({template.format(**{**first, name: value}) for name in names for value in groups[name]})
