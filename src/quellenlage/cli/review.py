"""``quellenlage review``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quellenlage.cli.drawing import draw
from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.review_add import add
from quellenlage.cli.review_annotations import take_annotations
from quellenlage.cli.review_event import days, phase, role
from quellenlage.cli.review_said import Saying, said_by, say
from quellenlage.cli.terminal import tell, write_utf8
from quellenlage.cli.whole_file import whole
from quellenlage.errors import ConfigError
from quellenlage.pipeline.review import Said, apply, open_desk, take, wish
from quellenlage.pipeline.review import undo as take_back
from quellenlage.pipeline.review.clock import moment
from quellenlage.pipeline.review.fault import CERTAINTIES, POLARITIES
from quellenlage.present.tables.corrections import ledger, queue
from quellenlage.records.contract import ClaimRow, EntityRow, EventRow, MentionRow, QuotationRow
from quellenlage.records.correction import Action, review
from quellenlage.records.layers import Act, QuotationType
from quellenlage.store import Dossier
from quellenlage.store.corrections import write_entry


@click.group(name="review")
def command() -> None:
    """Correct the record, and see what should be looked at first.

    A correction is kept in the dossier beside the articles and replayed by every build; what the machine had stays
    beside it. ID is an id of the column of this name in 'show', or its beginning.
    """


for _said in (add, phase, days, role, take_annotations):
    command.add_command(_said)

_DOSSIER = click.argument("dossier")
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a row.")


@command.command(name="queue")
@_DOSSIER
@click.option("-n", "most", default=20, show_default=True, type=click.IntRange(1, 10000), help="How many.")
@_JSON
@fails_in_one_line
def queue_(dossier: str, most: int, *, as_json: bool) -> None:
    """Print what is least certain and touches most."""
    with Dossier(dossier) as opened:
        table = queue(opened.record(), most)
    draw((table,), as_json=as_json)


@command.command(name="list")
@_DOSSIER
@_JSON
@fails_in_one_line
def list_(dossier: str, *, as_json: bool) -> None:
    """Print every correction that was ever made, and what became of it."""
    with Dossier(dossier) as opened:
        table = ledger(review(opened.entries()), opened.record())
    draw((table,), as_json=as_json)


@command.command(name="accept")
@_DOSSIER
@click.argument("id_", metavar="ID")
@said_by
@fails_in_one_line
def accept(dossier: str, id_: str, *, saying: Saying) -> None:
    """Say that the record ID is right; it leaves the queue."""
    say(dossier, saying, lambda desk, said: wish.judge(desk, desk.row(id_), Action.ACCEPT, said))


@command.command(name="reject")
@_DOSSIER
@click.argument("id_", metavar="ID")
@said_by
@fails_in_one_line
def reject(dossier: str, id_: str, *, saying: Saying) -> None:
    """Say that the record ID is wrong; it is left out, and nothing is built on it."""
    say(dossier, saying, lambda desk, said: wish.judge(desk, desk.row(id_), Action.REJECT, said))


@command.command(name="merge")
@_DOSSIER
@click.argument("one", metavar="ACTOR")
@click.argument("two", metavar="ACTOR")
@said_by
@fails_in_one_line
def merge(dossier: str, one: str, two: str, *, saying: Saying) -> None:
    """Say that two actors are one."""
    say(
        dossier,
        saying,
        lambda desk, said: wish.merge(desk, desk.one(one, EntityRow), desk.one(two, EntityRow), said),
    )


@command.command(name="split")
@_DOSSIER
@click.argument("one", metavar="MENTION")
@click.argument("two", metavar="MENTION")
@said_by
@fails_in_one_line
def split(dossier: str, one: str, two: str, *, saying: Saying) -> None:
    """Say that two mentions mean two actors; 'review mentions' lists those of an actor."""
    say(
        dossier,
        saying,
        lambda desk, said: wish.split(desk, desk.one(one, MentionRow), desk.one(two, MentionRow), said),
    )


@command.command(name="mentions")
@_DOSSIER
@click.argument("actor", metavar="ACTOR")
@_JSON
@fails_in_one_line
def mentions(dossier: str, actor: str, *, as_json: bool) -> None:
    """Print where an actor is mentioned, with the ids that 'split' and 'speaker' ask for."""
    with Dossier(dossier) as opened:
        desk = open_desk(opened)
    draw((wish.mentions_of(desk, desk.one(actor, EntityRow)),), as_json=as_json)


@command.command(name="date")
@_DOSSIER
@click.argument("article", metavar="ARTICLE")
@click.argument("days", metavar="DAYS")
@said_by
@fails_in_one_line
def date_(dossier: str, article: str, days: str, *, saying: Saying) -> None:
    """Say when an article was printed: 2024-06-18, 2024-06-17..2024-06-19, ..2024-06-19.

    ARTICLE is its number in 'show DOSSIER articles', or the beginning of its id.
    """
    say(
        dossier,
        saying,
        lambda desk, said: wish.date_article(desk, desk.article(article), days, said),
    )


@command.command(name="speaker")
@_DOSSIER
@click.argument("quotation", metavar="QUOTATION")
@click.argument("speaker", metavar="SPEAKER")
@said_by
@fails_in_one_line
def speaker(dossier: str, quotation: str, speaker: str, *, saying: Saying) -> None:
    """Say who says it: a mention in the article, an actor who is mentioned there, or 'nobody'."""
    say(
        dossier,
        saying,
        lambda desk, said: wish.attribute(desk, desk.one(quotation, QuotationRow), speaker, said),
    )


@command.command(name="act")
@_DOSSIER
@click.argument("quotation", metavar="QUOTATION")
@click.argument("act", type=click.Choice([str(a) for a in Act]))
@said_by
@fails_in_one_line
def act(dossier: str, quotation: str, act: str, *, saying: Saying) -> None:
    """Say what a speaker does by it."""
    say(
        dossier,
        saying,
        lambda desk, said: wish.change(desk, desk.one(quotation, QuotationRow), Action.ACT, act, said),
    )


@command.command(name="type")
@_DOSSIER
@click.argument("quotation", metavar="QUOTATION")
@click.argument("type_", metavar="TYPE", type=click.Choice([str(t) for t in QuotationType]))
@said_by
@fails_in_one_line
def type_(dossier: str, quotation: str, type_: str, *, saying: Saying) -> None:
    """Say of which type a quotation is."""
    say(
        dossier,
        saying,
        lambda desk, said: wish.change(desk, desk.one(quotation, QuotationRow), Action.TYPE, type_, said),
    )


@command.command(name="stance")
@_DOSSIER
@click.argument("claim", metavar="CLAIM")
@click.argument("number", metavar="N", type=int)
@click.argument("stance", type=click.Choice([str(a) for a in Act]))
@click.option("--polarity", type=click.Choice(POLARITIES), help="Whether it says the claim or its contrary.")
@click.option("--certainty", type=click.Choice(CERTAINTIES), help="How sure it is.")
@said_by
@fails_in_one_line
def stance(
    dossier: str, claim: str, number: int, stance: str, *, polarity: str | None, certainty: str | None, saying: Saying
) -> None:  # fmt: skip
    """Say where side N of a claim stands; 'explain' lists the sides."""
    fields = {"stance": stance, "polarity": polarity, "certainty": certainty}
    after = {name: value for name, value in fields.items() if value}
    say(
        dossier,
        saying,
        lambda desk, said: wish.take_side(desk, desk.one(claim, ClaimRow), number, after, said),
    )


@command.command(name="means")
@_DOSSIER
@click.argument("claim", metavar="CLAIM")
@click.argument("number", metavar="N", type=int)
@click.argument("meant", metavar="MEANT")
@said_by
@fails_in_one_line
def means(dossier: str, claim: str, number: int, meant: str, *, saying: Saying) -> None:
    """Say what side N of a claim, a denial above all, means: another claim, a quotation, or 'nothing' that is known."""
    say(
        dossier,
        saying,
        lambda desk, said: wish.means(
            desk,
            desk.one(claim, ClaimRow),
            number,
            None if meant == wish.NOTHING else desk.either(meant, ClaimRow, QuotationRow),
            said,
        ),
    )


@command.command(name="same")
@_DOSSIER
@click.argument("one", metavar="EVENT")
@click.argument("two", metavar="EVENT")
@said_by
@fails_in_one_line
def same(dossier: str, one: str, two: str, *, saying: Saying) -> None:
    """Say that two events are one."""
    say(
        dossier,
        saying,
        lambda desk, said: wish.same(desk, desk.one(one, EventRow), desk.one(two, EventRow), said),
    )


@command.command(name="different")
@_DOSSIER
@click.argument("event", metavar="EVENT")
@click.argument("number", metavar="N", type=int)
@said_by
@fails_in_one_line
def different(dossier: str, event: str, number: int, *, saying: Saying) -> None:
    """Say that passage N of an event tells of another event; 'explain' lists the passages, from 1."""
    say(
        dossier,
        saying,
        lambda desk, said: wish.different(desk, desk.one(event, EventRow), number, said),
    )


@command.command(name="undo")
@_DOSSIER
@click.argument("id_", metavar="CORRECTION")
@said_by
@fails_in_one_line
def undo(dossier: str, id_: str, *, saying: Saying) -> None:
    """Take a correction back; that it was made stays in 'review list'."""
    with Dossier(dossier) as opened:
        correction = take_back(opened, id_, Said(moment(), saying.who, saying.why))
        if not saying.is_later:
            apply(opened)
    tell(f"undone: {correction.action} {correction.target.kind}, correction {correction.id}.")


@command.command(name="apply")
@_DOSSIER
@fails_in_one_line
def apply_(dossier: str) -> None:
    """Bring the record up to date with what was noted with --later, imported, or said on the page."""
    with Dossier(dossier) as opened:
        articles = apply(opened)
        waits = "" if opened.is_linked() or not articles else " Some articles could not be read; run 'build'."
    tell(f"{dossier} holds {articles} articles.{waits}")


@command.command(name="export")
@_DOSSIER
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; '-' is standard output.")
@fails_in_one_line
def export(dossier: str, output: str) -> None:
    """Write all corrections as JSON lines, undone ones too, for 'review import' elsewhere."""
    if output != "-" and Path(output).exists() and Path(output).samefile(dossier):
        raise ConfigError(f"{output} is the dossier itself; name another file")
    with Dossier(dossier) as opened:
        lines = [write_entry(entry) + "\n" for entry in opened.entries()]
    if output == "-":
        write_utf8()
        sys.stdout.write("".join(lines))
        return
    with whole(output) as path:
        path.write_text("".join(lines), encoding="utf-8", newline="\n")


@command.command(name="import")
@_DOSSIER
@click.argument("file")
@click.option("--later", "is_later", is_flag=True, help="Only note them.")
@fails_in_one_line
def import_(dossier: str, file: str, *, is_later: bool) -> None:
    """Take over the corrections of FILE; lines that cannot be used are named, exit code 1.

    They mean the same articles wherever these lie: by the hash of their bytes. One whose article is not in DOSSIER is
    kept for when it comes.
    """
    try:
        lines = Path(file).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read as corrections ({error})") from error
    with Dossier(dossier, create=True) as opened:
        taken = take(opened, lines, Path(file).name)
        if not is_later:
            apply(opened)
        orphaned = sum(row.status == "orphaned" for row in opened.record().correction)
    for place, reason in taken.refused:
        tell(f"refused: {place}: {reason}")
    tell(
        f"{file}: {taken.new} new, {taken.known} known, {len(taken.refused)} refused;"
        f" {orphaned} corrections of {dossier} find no place, see 'quellenlage review list {dossier}'."
    )
    if taken.refused:
        sys.exit(1)
