"""``quellenlage search``."""

from __future__ import annotations

import json
import re
import sys

import click
from rich.console import Console
from rich.text import Text

from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.terminal import visible, visible_json, write_utf8
from quellenlage.store import Dossier
from quellenlage.store.search import Hit

# A line that is no sentence but a page without full stops is shown from shortly before the first mark.
_LONGEST, _BEFORE = 1000, 200
_NEVER = 1 << 20


@click.command(name="search", context_settings={"ignore_unknown_options": True})
@click.argument("dossier")
@click.argument("query", metavar="WORDS...", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="At most so many hits.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a hit.")
@fails_in_one_line
def command(dossier: str, query: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Print the sentences of DOSSIER in which all WORDS stand, the best first.

    Inflected forms and every way of typing umlauts are found; the name of an actor or state finds its other
    names too. In single quotes, so that the shell leaves them alone:

    \b
    '"enge Zusammenarbeit"'     one behind the other
    'Rakete*'                   words that begin so
    'Kim OR Putin'              either
    'Kim -Putin'                not the second
    'Kim (Rakete* OR Munition)' what belongs together
    actor:Putin                 named or quoted in the sentence
    act:denies                  in a quotation with that act
    source:bericht              in the path of the article
    from:2023-09 until:2024     may have been printed then
    """  # noqa: D301  click keeps the lines behind this sign
    with Dossier(dossier) as opened:
        hits = opened.search(" ".join(query), limit + 1)
    if as_json:
        _write_json(hits[:limit])
    else:
        _draw(hits[:limit], more=len(hits) > limit)


def _write_json(hits: tuple[Hit, ...]) -> None:
    write_utf8()
    for hit in hits:
        marks = [
            {"start": hit.start + mark.start, "end": hit.start + mark.end, "text": mark.of(hit.text)}
            for mark in hit.marks
        ]
        cells = {
            "number": hit.number,
            "article": hit.article,
            "source": hit.source,
            "earliest": hit.earliest,
            "latest": hit.latest,
            "start": hit.start,
            "end": hit.end,
            "text": hit.text,
            "marks": marks,
            "rank": hit.rank,
        }
        print(visible_json(json.dumps(cells, ensure_ascii=False)))


def _draw(hits: tuple[Hit, ...], *, more: bool) -> None:
    if not hits:
        print("no hits")
        return
    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else _NEVER)
    for hit in hits:
        place = f"{hit.number}  {hit.source}, {hit.start}–{hit.end}, printed {_printed(hit)}"
        lines = Text.assemble((visible(place), "dim"), "\n", _sentence(hit), "\n")
        with console.capture() as captured:
            console.print(lines)
        print(captured.get(), end="")
    print(f"the first {len(hits)} hits; --limit shows more" if more else f"{len(hits)} hits")


def _sentence(hit: Hit) -> Text:
    text = Text(visible(re.sub(r"\s", " ", hit.text)))
    for mark in hit.marks:
        text.stylize("bold yellow", mark.start, mark.end)
    if len(text) <= _LONGEST:
        return text
    start = max(hit.marks[0].start - _BEFORE, 0) if hit.marks else 0
    cut = text[start : start + _LONGEST]
    return Text.assemble("… " if start else "", cut, " …" if start + _LONGEST < len(text) else "")


def _printed(hit: Hit) -> str:
    if hit.earliest and hit.latest:
        return hit.earliest if hit.earliest == hit.latest else f"{hit.earliest} to {hit.latest}"
    if hit.earliest:
        return f"{hit.earliest} or later"
    return f"{hit.latest} or earlier" if hit.latest else "on an unknown day"
