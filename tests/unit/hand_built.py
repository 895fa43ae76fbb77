"""Records built by hand: one row of every kind, one analysis with every layer. No stage made them."""

from datetime import date

from quellenlage.dates.anchor import Anchor, Bound, Direction, Symbolic, Unit
from quellenlage.dates.interval import DayInterval
from quellenlage.dates.timex3 import Mod, TimexType
from quellenlage.records.claim import About, Proposition
from quellenlage.records.contract import (
    ArticleRow,
    BlockRow,
    CaveatRow,
    ClaimRow,
    CopyRow,
    CorrectionRow,
    EntityRow,
    EventRow,
    FindingRow,
    InputRow,
    LeadRow,
    MentionRow,
    QuotationRow,
    Record,
    RunRow,
    StoryRow,
    TimexRow,
    TransferRow,
)
from quellenlage.records.correction import Outcome
from quellenlage.records.document import Block, BlockType, Document, Passage, Source, Trace, TraceKind
from quellenlage.records.layers import (
    Act,
    Analysis,
    Basis,
    Candidate,
    Caveat,
    CaveatType,
    Clue,
    Credit,
    CreditRole,
    EntityType,
    Event,
    Factuality,
    Layers,
    Lead,
    LeadKind,
    Medium,
    Mention,
    MentionForm,
    Participant,
    Phase,
    Quantity,
    Quotation,
    QuotationType,
    Reference,
    Sentence,
    Timex,
    Via,
)
from quellenlage.records.parse import Found, Join, Parse, Word
from quellenlage.records.parts import (
    Bound as OriginBound,
)
from quellenlage.records.parts import (
    Captured,
    CreditField,
    DaysField,
    FactualityField,
    MemberField,
    Office,
    Origins,
    ParticipantField,
    Published,
    QuantityField,
    StanceField,
    TargetField,
    ViaField,
    Voice,
)
from quellenlage.records.provenance import By
from quellenlage.records.transfer import Amount, Category, Item, Stage, Transfer
from quellenlage.records.wording import Sort, Term, Wording
from quellenlage.text.edit import Edit, apply_edits
from quellenlage.text.span import Span

BY = By("von Hand", "test", "1")
TEXT = "Müller 👩‍🌾 sagte:\r\n„Ge\u00adnug!“ – \u2028\tEnde\\'\" \u0001"


def passage(article: str = "a1", start: int = 0, end: int = 6) -> Passage:
    return Passage(article, start, end, TEXT[start:end])


def row_of_every_kind() -> Record:
    """A record whose every field holds something, umlauts and emoji among them."""
    span = passage()
    return Record(
        run=(
            RunRow(
                id="r1",
                by=BY,
                version="0.1",
                contract=1,
                models={"from": "keins", "größe": "👩‍🌾"},
                settings={"language": "de"},
                inputs={"ok": 2, "rejected": 0},
            ),
        ),
        input=(InputRow(id="i1", by=BY, source="öd/a.txt", status="partial", reason="kein „UTF-8“ 🫤"),),
        story=(
            StoryRow(
                id="s1",
                by=BY,
                label="Mehl, Öd",
                articles=("a1", "a2"),
                members=(MemberField(article="a1", shares=("Mehl", "Öd 👩‍🌾")),),
            ),
        ),
        article=tuple(
            ArticleRow(
                id=id_,
                by=BY,
                source=path,
                sha256="0" * 64,
                language=language,
                analysed=language == "de",
                title="Müller klagt\u2028über Mehl",
                length=len(TEXT),
                stories=(),
                published=Published(
                    earliest="2024-05-14",
                    latest=None,
                    edtf="[2024-05-14..]",
                    basis="text",
                    evidence=(span,),
                    reason="„am Dienstag“",
                ),
                captured=Captured(earliest=None, latest=None, evidence=()),
                credits=(
                    CreditField(name="Öd", role="author", basis="stated", entity=None, evidence=span),
                    CreditField(name="dpa", role="agency", basis="inferred", entity="e1", evidence=None),
                ),
            )
            for id_, path, language in (("a1", "öd/a.txt", "de"), ("a2", "z.txt", None))
        ),
        block=(
            BlockRow(
                id="b1", by=BY, article="a1", start=0, end=6, text=TEXT[:6], type="title", story=True, analysed=True
            ),
        ),
        entity=(
            EntityRow(
                id="e1",
                by=BY,
                confidence=0.125,
                type="PER",
                name="null",
                aliases=("Müller", "D’Œuvre"),
                wikidata=None,
                anonymous=False,
                part_of=("e2",),
                speaks_for=(),
                offices=(Office(title="Wirt", of="e2", from_="2019-01-01", to=None, evidence=span),),
            ),
        ),
        mention=(MentionRow(id="m1", by=BY, entity="e1", form="name", article="a1", start=0, end=6, text=TEXT[:6]),),
        timex=(
            TimexRow(
                id="t1",
                by=BY,
                article="a1",
                start=1,
                end=4,
                text=TEXT[1:4],
                type="DATE",
                value="XXXX-WXX-2",
                from_="2024-05-14",
                to="2024-05-14",
                edtf="2024-05-14",
                anchor="publication",
            ),
        ),
        quotation=(
            QuotationRow(
                id="q1",
                by=BY,
                article="a1",
                parent=None,
                type="direct",
                medium="speech",
                quote=(passage(start=18, end=24),),
                cue=(span, passage(start=3, end=5)),
                frame=(),
                speaker=Voice(span=span, entities=("e1",)),
                addressee=Voice(span=None, entities=()),
                act="denies",
                via=(ViaField(entity=None, name="Sprecher", span=span, kind="spokesperson"),),
                from_=None,
                to="2024-05-14",
            ),
        ),
        event=(
            EventRow(
                id="v1",
                by=BY,
                confidence=1.0,
                type="visit",
                plover=None,
                cameo=("042", "043"),
                label="Besuch in Öd",
                participants=(ParticipantField(role="VISITOR", entity="e1"),),
                place="e2",
                from_="2024-05-01",
                to="2024-05-31",
                edtf="2024-05",
                phase="occurred",
                factuality=(FactualityField(source="narrator", article="a1", value="CT+", span=span),),
                mentions=(span,),
                articles=("a1", "a2"),
            ),
        ),
        claim=(
            ClaimRow(
                id="l1",
                by=BY,
                label="[Öd: „Genug!“]",
                span=span,
                about="transfer",
                target="t1",
                resolved=False,
                stances=(
                    StanceField(
                        holder=None,
                        stance="denies",
                        polarity="-",
                        certainty="CT",
                        article="a1",
                        span=span,
                        quotation="q1",
                        from_="2024-05-01",
                        to=None,
                    ),
                ),
                status="denied",
                origins=Origins(
                    for_=OriginBound(lower=0, upper=1, roots=()), against=OriginBound(lower=1, upper=1, roots=("e1",))
                ),
            ),
        ),
        transfer=(
            TransferRow(
                id="x1",
                by=BY,
                supplier="e1",
                recipient=None,
                item="Grünkohl",
                items=("Grünkohl", "Kohl"),
                category="food",
                quantity=QuantityField(text="Müller", min=1.0, max=None, unit="Fuhre", span=span),
                stage="sought",
                ordered=DaysField(from_="2024-05-01", to=None),
                delivered=DaysField(from_=None, to=None),
                counter=("x2",),
                claim="l1",
                mentions=(span,),
                articles=("a1",),
            ),
        ),
        lead=(
            LeadRow(
                id="d1",
                by=BY,
                name="der Brief",
                holder="e1",
                from_="2024-05-14",
                to=None,
                spans=(span, passage("a2")),
                in_pile="a2",
            ),
        ),
        caveat=(
            CaveatRow(
                id="w1",
                by=BY,
                article="a1",
                type="translation",
                about=("a1",),
                start=0,
                end=6,
                text=TEXT[:6],
            ),
        ),
        copy=(CopyRow(id="c1", by=BY, articles=("a1", "a2"), relation="identical", score=1.0),),
        finding=(
            FindingRow(
                id="f1",
                by=BY,
                type="contradiction",
                a=span,
                b=passage("a2", 7, 9),
                more=(passage("a2", 0, 2),),
                note="„Müller“ 👩‍🌾 / „2“",
                weight=4,
            ),
        ),
        correction=(
            CorrectionRow(
                id="k1",
                by=BY,
                who="Öd 👩‍🌾",
                when="2024-05-20T08:00:00.000001+00:00",
                why="„Genug!“ sagt sie selbst",
                action="speaker",
                target=TargetField(kind="quotation", sha256="0" * 64, start=18, end=24, text=TEXT[18:24], type=""),
                other=TargetField(kind="finding", sha256="0" * 64, start=0, end=6, text=TEXT[:6], type="gap"),
                before={"speaker": "", "from": "Öd"},
                after={"speaker": "0:6"},
                status="orphaned",
                reason="no quotation stands there any more",
                records=("q1",),
            ),
        ),
    )


def analysis_of_every_layer() -> Analysis:
    """An analysis whose every layer holds a record whose every field holds something."""
    edits = [Edit(Span(20, 21), "", "invisible character")]
    text, alignment = apply_edits(TEXT, edits)
    span, other = Span(0, 6), Span(7, 9)
    symbolic = Symbolic(
        type=TimexType.DATE,
        value="XXXX-05-14",
        anchor=Anchor.PUBLICATION,
        direction=Direction.BEFORE,
        unit=Unit.DAY,
        offset=-1,
        mod=Mod.START,
        bound=Bound.SINCE,
        last="XXXX-05-16",
    )
    document = Document(
        source=Source(
            id="a1",
            path="öd/a.txt",
            sha256="0" * 64,
            text=TEXT,
            encoding="utf-8",
            flaw="🫤",
            media_type="text/html",
            chosen=(span, other),
            origin=alignment,
        ),
        text=text,
        alignment=alignment,
        edits=tuple((edit.span, edit.reason) for edit in edits),
        blocks=(
            Block(source=span, clean=span, type=BlockType.TITLE, by=BY),
            Block(source=other, clean=None, type=BlockType.ADVERT, by=BY),
        ),
        language="de",
        traces=(Trace(span=span, kind=TraceKind.TWO_SPELLINGS, repaired=False, evidence=True, by=BY),),
    )
    found = Layers(
        sentences=(Sentence(span=Span(0, 9), tokens=(span, other), block=0, by=BY),),
        parses=(
            Parse(
                span=Span(0, 9),
                words=(
                    Word(
                        span=span,
                        lemma="Müller",
                        upos="PROPN",
                        features=(("Case", "Nom"),),
                        head=-1,
                        relation="root",
                    ),
                ),
                names=(Found(span=span, kind="PER", score=0.5),),
                roles=(Found(span=other, kind="quote", score=0.5, type="direct", medium="speech"),),
                joins=(Join(quote=other, other=span, kind="speaker", score=0.5),),
                vector=bytes((0, 127, 129)),
                by=BY,
            ),
        ),
        mentions=(
            Mention(
                span=span,
                type=EntityType.PER,
                form=MentionForm.NAME,
                name="Müller",
                by=BY,
                candidates=("e1", "e2"),
                title=other,
                anonymous=True,
                derived=True,
                person="f",
            ),
        ),
        timexes=(Timex(span=span, symbolic=symbolic, by=BY),),
        credits=(Credit(span=span, name="Öd", role=CreditRole.AUTHOR, by=BY, basis=Basis.INFERRED, entity="org:öd"),),
        references=(
            Reference(
                span=other,
                form=MentionForm.PRONOUN,
                antecedents=(span,),
                candidates=(Candidate(span=span, score=0.5),),
                person="m",
                by=BY,
            ),
        ),
        quotations=(
            Quotation(
                quotes=(span, other),
                type=QuotationType.DIRECT,
                medium=Medium.SPEECH,
                act=Act.DENIES,
                by=BY,
                cues=(other,),
                voice=span,
                speakers=(span,),
                frame=span,
                via=(Via(span=other, kind="agency"),),
            ),
        ),
        events=(
            Event(
                span=span,
                type="visit",
                participants=(Participant(role="VISITOR", span=other),),
                phase=Phase.OCCURRED,
                factuality=Factuality.CT_MINUS,
                sentence=0,
                by=BY,
                sources=(span,),
                place=other,
                time=span,
                days=DayInterval(date(2024, 5, 14), None),
                is_given=True,
            ),
        ),
        caveats=(Caveat(span=span, type=CaveatType.NO_REPLY, by=BY, about=(other,)),),
        leads=(Lead(span=span, kind=LeadKind.POST, by=BY, more=(other,), holder=other, entity=other, time=span),),
        quantities=(Quantity(span=span, min=None, max=2.5, unit=other, lemma="Öre", is_measure=True, by=BY),),
        transfers=(
            Transfer(
                span=span,
                sentence=0,
                clause=Span(0, 9),
                suppliers=(span,),
                recipients=(other,),
                items=(Item(span=other, name="Kohl", category=Category.FOOD),),
                category=Category.FOOD,
                stage=Stage.SOUGHT,
                polarity="-",
                certainty="PS",
                by=BY,
                amount=Amount(span=other, min=1.5, max=None, unit="Fuhre"),
                is_return=True,
                quotation=0,
                time=span,
            ),
        ),
        propositions=(
            Proposition(
                span=span,
                sentence=0,
                quotation=0,
                stance="denies",
                polarity="-",
                certainty="CT",
                about=About.NEED,
                terms=("grün", "kohl"),
                names=(span,),
                by=BY,
                transfers=(0,),
                is_bare=True,
                is_charge=True,
                holders=(span,),
                goods=Category.FOOD,
                vector=bytes((0, 127, 129)),
                time=other,
            ),
        ),
        clues=(
            Clue(
                span=span,
                days=(DayInterval(date(2024, 5, 14), None), DayInterval()),
                reason="„am Dienstag“",
                by=BY,
                weight=3,
            ),
        ),
        captures=(
            Clue(
                span=span,
                days=(DayInterval(date(2024, 5, 14), None), DayInterval()),
                reason="„am Dienstag“",
                by=BY,
                weight=3,
            ),
        ),
        wordings=(
            Wording(
                span=span,
                terms=(Term(span=span, lemma="300", sort=Sort.NUMBER, bound="about"),),
                vector=b"\x01\xff",
                by=BY,
            ),
        ),
    )
    return Analysis(document=document, found=found, outcomes=(Outcome(correction="k1", reason="„weg“ 🫤"),))
