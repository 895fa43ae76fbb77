"""A small record by hand: two articles on one matter, with one row of every kind that a page shows."""

from __future__ import annotations

from collections.abc import Iterable

from quellenlage.present.html.book import Book, make_book
from quellenlage.records import contract, parts
from quellenlage.records.document import Passage
from quellenlage.records.provenance import By

BY = By("cited: by hand", "test", "1")
DAYS = ("2021-03-04", "2021-03-06")


def make_record(words: str = "Der Hafen sei leer", name: str = "Lena Sandt", key: str = "") -> contract.Record:
    """The record; ``words`` stand in every article, title, label and note, ``name`` wherever somebody is named.

    Args:
        key: Behind every id, so that records of several keys can be joined.
    """
    a1, a2, person, company = f"a1{key}", f"a2{key}", f"PER:x y{key}", f"ORG:z{key}"
    first = f"{words}, sagte {name} am Freitag."
    second = f"Das stimmt nicht, sagte {name}: {words}."
    texts = {a1: first, a2: second}

    def span(article: str, start: int = 0, end: int | None = None) -> Passage:
        stop = len(texts[article]) if end is None else end
        return Passage(article, start, stop, texts[article][start:stop])

    said = {a: span(a, 0, min(len(words), len(texts[a]))) for a in texts}
    article = tuple(
        contract.ArticleRow(
            id=a, by=BY, source=f"{words}-{a}.txt", sha256="0" * 64, language="de", analysed=True, title=words,
            length=len(texts[a]), stories=(f"st{key}",),
            published=parts.Published(
                earliest=DAYS[0], latest=DAYS[1], edtf="[2021-03-04..2021-03-06]", basis="text",
                evidence=(said[a],), reason="a weekday"),
            captured=parts.Captured(earliest=None, latest=None, evidence=()),
            credits=(parts.CreditField(name=name, role="author", basis="stated", entity=None, evidence=None),),
        ) for a in texts
    )  # fmt: skip
    block = tuple(
        contract.BlockRow(id=f"b{a}{n}", by=BY, article=a, start=start, end=end, text=text, type=kind,
                          story=kind == "body", analysed=kind == "body")
        for a in texts
        for n, (start, end, text, kind) in enumerate(
            ((0, len(texts[a]), texts[a], "body"),
             (len(texts[a]) + 1, len(texts[a]) + 1 + len(words), words, "advert")))
    )  # fmt: skip
    entity = contract.EntityRow(
        id=person, by=BY, type="PER", name=name, aliases=(name, words), wikidata=None, anonymous=False, part_of=(),
        speaks_for=(), offices=(parts.Office(title=words, of=None, from_=None, to=None, evidence=said[a1]),),
    )  # fmt: skip
    other = contract.EntityRow(
        id=company, by=BY, type="ORG", name=f"{name} AG", aliases=(), wikidata=None, anonymous=True, part_of=(),
        speaks_for=(), offices=(),
    )  # fmt: skip
    quotation = tuple(
        contract.QuotationRow(
            id=f"q{a}", by=BY, article=a, parent=None, type="indirect", medium="speech", quote=(said[a],), cue=(),
            frame=(), speaker=parts.Voice(span=said[a], entities=(person,)), addressee=None, act=act,
            via=(parts.ViaField(entity=None, name=words, span=said[a], kind="medium"),), from_=DAYS[0], to=DAYS[0],
        ) for a, act in ((a1, "asserts"), (a2, "denies"))
    )  # fmt: skip
    bounds = parts.Origins(
        for_=parts.Bound(lower=1, upper=2, roots=(person, f"narrator:{a1}"), paths=(
            parts.PathField(root=person, via=(words,), span=said[a1], copy_of=None),
            parts.PathField(root=f"narrator:{a1}", via=(), span=said[a2], copy_of=said[a1])),
            merged=(parts.MergedField(left=person, right=f"narrator:{a1}", reason="unnamed"),)),
        against=parts.Bound(lower=1, upper=1, roots=(company,), paths=(
            parts.PathField(root=company, via=(), span=said[a2], copy_of=None),)),
    )  # fmt: skip
    claim = contract.ClaimRow(
        id=f"c1{key}", by=BY, label=f"[{words}]", span=said[a1], about="state", target=None, resolved=False,
        status="contested", origins=bounds,
        stances=(
            parts.StanceField(holder=person, stance="asserts", polarity="+", certainty="PS", article=a1,
                              span=said[a1], quotation=f"qa1{key}", from_=DAYS[0], to=DAYS[0]),
            parts.StanceField(holder=None, stance="denies", polarity="-", certainty="CT", article=a2,
                              span=said[a2], quotation=f"qa2{key}", from_=None, to=None)),
    )  # fmt: skip
    event = contract.EventRow(
        id=f"e1{key}", by=BY, type="meeting", plover=None, cameo=(), label=f"Treffen: {words}",
        participants=tuple(parts.ParticipantField(role="PARTICIPANT", entity=e) for e in (person, company)),
        place=None, from_=DAYS[0], to=DAYS[1], edtf="2021-03-04/2021-03-06", phase="announced",
        factuality=(parts.FactualityField(source=person, article=a1, value="PS+", span=said[a1]),),
        mentions=(said[a1],), articles=(a1,), origins=None,
    )  # fmt: skip
    transfer = contract.TransferRow(
        id=f"t1{key}", by=BY, supplier=person, recipient=None, item=words, items=(words,), category="food",
        quantity=parts.QuantityField(text=words, min=None, max=3.0, unit=None, span=said[a1]), stage="offered",
        ordered=parts.DaysField(from_=None, to=None), delivered=parts.DaysField(from_=DAYS[0], to=None), counter=(),
        claim=f"c1{key}", mentions=(said[a1],), articles=(a1,),
    )  # fmt: skip
    finding = tuple(
        contract.FindingRow(id=f"f{n}{key}", by=BY, type=kind, a=said[a1], b=said[a2], more=(), note=words, weight=n)
        for n, kind in enumerate(("quote_variant", "outcome", "contradiction"))
    )
    return contract.Record(
        article=article, block=block, entity=(entity, other), quotation=quotation, claim=(claim,), event=(event,),
        transfer=(transfer,), finding=finding,
        input=(contract.InputRow(id=f"i{key}", by=BY, source=words, status="rejected", reason="empty"),),
        story=(contract.StoryRow(id=f"st{key}", by=BY, label=words, articles=(a1, a2)),),
        mention=(contract.MentionRow(id=f"m{key}", by=BY, entity=person, form="name", article=a1, start=0,
                                     end=len(said[a1].text), text=said[a1].text),),
        timex=(contract.TimexRow(id=f"x{key}", by=BY, article=a1, start=0, end=1, text=texts[a1][:1], type="DATE",
                                 value="2021", from_=None, to=None, edtf=None, anchor="calendar"),),
        caveat=(contract.CaveatRow(id=f"v{key}", by=BY, article=a2, type="unclear", about=(person,), start=0, end=3,
                                   text=texts[a2][:3]),),
        lead=(contract.LeadRow(id=f"l{key}", by=BY, name=words, holder=company, from_=None, to=DAYS[0],
                               spans=(said[a2],), in_pile=None),),
        copy=(contract.CopyRow(id=f"k{key}", by=BY, articles=(a1, a2), relation="near_duplicate", score=0.9),),
    )  # fmt: skip


def join_records(records: Iterable[contract.Record]) -> contract.Record:
    """One record of the rows of several."""
    found = tuple(records)
    fields = contract.Record.__dataclass_fields__
    return contract.Record(**{name: tuple(row for one in found for row in getattr(one, name)) for name in fields})


def make_small_book(words: str = "Der Hafen sei leer", name: str = "Lena Sandt") -> Book:
    """The record with its sentences."""
    record = make_record(words, name)
    return make_book(record, (Passage(b.article, b.start, b.end, b.text) for b in record.block if b.story))
