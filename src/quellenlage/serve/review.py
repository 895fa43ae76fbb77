"""What the page writes: corrections, by POST from this page alone. All else of it is for reading only."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qsl

from quellenlage.errors import ConfigError
from quellenlage.pipeline.review import Desk, Said, apply, later, open_desk, undo, wish, wish_event
from quellenlage.pipeline.review.clock import moment
from quellenlage.records.contract import ClaimRow, EntityRow, EventRow, MentionRow, QuotationRow
from quellenlage.records.correction import Action, Correction
from quellenlage.store import Dossier

# Bytes of a form: the words of a quotation and a reason.
LARGEST = 65536
_FIELDS = 20

Fields = Mapping[str, str]


@dataclass(slots=True)
class Reviewer:
    """Takes what is said on the page, one at a time.

    Args:
        path: Of the dossier.

    Attributes:
        who: Who said something last, for the next form.
    """

    path: Path
    who: str = ""
    _lock: Lock = field(default_factory=Lock)

    def take(self, body: bytes) -> str:
        """Do what a form says.

        Args:
            body: As a browser sends forms.

        Returns:
            Id of the record that it was about; empty for the section.

        Raises:
            ConfigError: It is impossible, in one line.
            StoreError: The dossier refused.
        """
        fields = read_form(body)
        with self._lock, Dossier(self.path) as dossier:
            self.who = fields.get("who", self.who).strip()[:200]
            said = Said(later(dossier, moment()), self.who, fields.get("why", "").strip()[:1000])
            if fields.get("action") == "apply":
                apply(dossier)
                return ""
            if fields.get("action") == "undo":
                undo(dossier, fields.get("id", ""), said)
                return ""
            dossier.put_entries([wished(open_desk(dossier), fields, said)])
            return fields["id"]


async def read_body(stream: AsyncIterator[bytes], most: int) -> bytes:
    """All bytes of a request; of one that is too long so many that it is refused as no form."""
    found = bytearray()
    async for piece in stream:
        found += piece
        if len(found) > most:
            return b"\xff"
    return bytes(found)


def read_form(body: bytes) -> dict[str, str]:
    """The fields of a form; of one that stands twice the last.

    Raises:
        ConfigError: It is none.
    """
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_FIELDS, errors="strict"))
    except ValueError as error:
        raise ConfigError("this is no form of this page") from error


def wished(desk: Desk, fields: Fields, said: Said) -> Correction:
    """The correction that a form asks for.

    Raises:
        ConfigError: It asks for nothing that can be.
    """
    make = _WISHES.get(fields.get("action", ""))
    if make is None or "id" not in fields:
        raise ConfigError("this is no form of this page")
    try:
        return make(desk, fields, said)
    except KeyError as error:
        raise ConfigError(f"the form lacks the field {error.args[0]}") from error


def _judge(action: Action) -> Callable[[Desk, Fields, Said], Correction]:
    return lambda desk, fields, said: wish.judge(desk, desk.row(fields["id"]), action, said)


def _change(action: Action) -> Callable[[Desk, Fields, Said], Correction]:
    return lambda desk, fields, said: wish.change(
        desk, desk.one(fields["id"], QuotationRow), action, fields[str(action)], said
    )


def _merge(desk: Desk, fields: Fields, said: Said) -> Correction:
    return wish.merge(desk, desk.one(fields["id"], EntityRow), desk.one(fields["other"], EntityRow), said)


def _split(desk: Desk, fields: Fields, said: Said) -> Correction:
    return wish.split(desk, desk.one(fields["one"], MentionRow), desk.one(fields["two"], MentionRow), said)


def _date(desk: Desk, fields: Fields, said: Said) -> Correction:
    return wish.date_article(desk, desk.article(fields["id"]), fields["days"], said)


def _speaker(desk: Desk, fields: Fields, said: Said) -> Correction:
    return wish.attribute(desk, desk.one(fields["id"], QuotationRow), fields["speaker"], said)


def _stance(desk: Desk, fields: Fields, said: Said) -> Correction:
    claim = desk.one(fields["id"], ClaimRow)
    return wish.take_side(desk, claim, _number(fields["number"]), {"stance": fields["stance"]}, said)


def _means(desk: Desk, fields: Fields, said: Said) -> Correction:
    claim, wanted = desk.one(fields["id"], ClaimRow), fields["meant"]
    meant = None if wanted == wish.NOTHING else desk.either(wanted, ClaimRow, QuotationRow)
    return wish.means(desk, claim, _number(fields["number"]), meant, said)


def _same(desk: Desk, fields: Fields, said: Said) -> Correction:
    return wish.same(desk, desk.one(fields["id"], EventRow), desk.one(fields["other"], EventRow), said)


def _different(desk: Desk, fields: Fields, said: Said) -> Correction:
    return wish.different(desk, desk.one(fields["id"], EventRow), _number(fields["number"]), said)


def _phase(desk: Desk, fields: Fields, said: Said) -> Correction:
    return wish_event.phase(desk, desk.one(fields["id"], EventRow), fields["phase"], said)


def _days(desk: Desk, fields: Fields, said: Said) -> Correction:
    return wish_event.days(desk, desk.one(fields["id"], EventRow), fields["days"], said)


def _role(desk: Desk, fields: Fields, said: Said) -> Correction:
    actor = desk.one(fields["actor"], EntityRow)
    return wish_event.role(desk, desk.one(fields["id"], EventRow), actor, fields["role"], said)


def _add(desk: Desk, fields: Fields, said: Said) -> Correction:
    """Lines of a form end in CRLF, those of the article as they do there."""
    article, kind = desk.article(fields["id"]), fields["kind"]
    place = wish.select(desk, article, fields["words"].strip(), _number(fields.get("nth") or "0"))
    after = {"type": fields["type"]}
    if kind == "quotation":
        after |= {"act": fields["act"], "speaker": wish.speaker_at(desk, place, fields["speaker"])}
    elif kind == "event" and fields.get("days"):
        first, dots, last = (part.strip() for part in fields["days"].partition(".."))
        after |= {name: day for name, day in (("from", first), ("to", last if dots else first)) if day}
    return wish.add(desk, kind, place, after, said)


def _number(words: str) -> int:
    if not (words.isascii() and words.isdecimal()):
        raise ConfigError(f"{words!r} is no number")
    return int(words[:9])


_WISHES: dict[str, Callable[[Desk, Fields, Said], Correction]] = {
    "accept": _judge(Action.ACCEPT),
    "reject": _judge(Action.REJECT),
    "merge": _merge,
    "split": _split,
    "date": _date,
    "speaker": _speaker,
    "act": _change(Action.ACT),
    "type": _change(Action.TYPE),
    "stance": _stance,
    "means": _means,
    "same": _same,
    "different": _different,
    "phase": _phase,
    "days": _days,
    "role": _role,
    "add": _add,
}
