"""From how many origins each claim and event comes, with the chains that lead to them."""

from __future__ import annotations

from quellenlage.present.tables.table import Table, names_of, numbers_of, one_line
from quellenlage.records.contract import ClaimRow, EventRow, Record
from quellenlage.records.parts import Bound

_NARRATOR = "narrator"
# Characters of a passage that are shown.
_SHOWN = 120


def origins(record: Record) -> Table:
    """Claims and events that are told more than once or denied: bounds, then every chain from its root outwards.

    What comes from one passage alone stands in the other views.
    """
    names, numbers = _names(record), numbers_of(record)
    counted = [row for row in (*getattr(record, "claim", ()), *record.event) if row.origins and _paths(row) > 1]
    counted.sort(key=lambda row: (-_upper(row), -_paths(row), row.id))
    rows: list[tuple[str, ...]] = []
    for row in counted:
        for side, bound in _sides(row):
            if bound.paths:
                rows.append((side, bound_words(bound), row.label, "", row.id))
                rows += _tree(bound, names, numbers, row.id)
    note = "lower: all that may be the same is counted once, a narrator without a source not at all" if rows else ""
    return Table("Origins", ("side", "origins", "claim or event, root", "told", "id"), tuple(rows), note)


def _names(record: Record) -> dict[str, str]:
    """Names of entities; of houses as the articles credit them; an article as its own narrator by its number."""
    credits = {c.entity or c.name.casefold(): c.name for row in record.article for c in row.credits}
    articles = {id_: f"article {number}" for id_, number in numbers_of(record).items()}
    names = names_of(record)
    nouns = {id_.partition("@")[0]: name for id_, name in names.items()}
    return {**credits, **articles, **nouns, **names}


def bound_words(bound: Bound) -> str:
    """The bounds as a reader sees them: „1 to 3“."""
    return str(bound.lower) if bound.lower == bound.upper else f"{bound.lower} to {bound.upper}"


def _sides(row: ClaimRow | EventRow) -> tuple[tuple[str, Bound], ...]:
    return (("for", row.origins.for_), ("against", row.origins.against)) if row.origins else ()


def _paths(row: ClaimRow | EventRow) -> int:
    return sum(len(bound.paths) for _, bound in _sides(row))


def _upper(row: ClaimRow | EventRow) -> int:
    return sum(bound.upper for _, bound in _sides(row))


def _tree(bound: Bound, names: dict[str, str], numbers: dict[str, int], id_: str) -> list[tuple[str, ...]]:
    """One line a root, under it one a passage; then what the lower bound took for one."""
    lines: list[tuple[str, ...]] = []
    for root in bound.roots:
        lines.append(("", "", f"· {_name(root, names)}", "", id_))
        for path in bound.paths:
            if path.root != root:
                continue
            chain = " < ".join((*path.via, "")).strip()
            copied = f" (copy of article {numbers.get(path.copy_of.article, '?')})" if path.copy_of else ""
            words = one_line(path.span.text)
            shown = words if len(words) <= _SHOWN else words[:_SHOWN].rpartition(" ")[0] + " …"
            where = f"article {numbers.get(path.span.article, '?')}{copied}"
            lines.append(("", "", f"    {where} {chain}".rstrip(" <"), shown, id_))
    for pair in bound.merged:
        lines.append(
            ("", "", f"  may be one ({pair.reason}): {_name(pair.left, names)}, {_name(pair.right, names)}", "", id_)
        )
    return lines


def _name(root: str, names: dict[str, str]) -> str:
    """The name of an entity or a house; of others the words that are their id, without the article."""
    if root in names:
        return names[root]
    kind, _, rest = root.partition(":")
    if kind == _NARRATOR:
        return f"{_NARRATOR} ({names[rest]})" if rest in names else _NARRATOR
    return (rest or root).partition("@")[0]
