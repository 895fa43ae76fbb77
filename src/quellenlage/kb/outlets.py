"""Outlets and news agencies: who owns them, where they are, by which names and addresses they are credited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quellenlage.datafile import Faults, one_of, read_rows
from quellenlage.text.fold import fold

KINDS = (
    "newspaper", "tabloid", "magazine", "public_broadcaster", "private_broadcaster", "state_broadcaster", "portal",
    "blog", "agency", "press_release", "publisher",
)  # fmt: skip
# Those whose texts others print.
AGENCIES = frozenset({"agency", "press_release"})
_COLUMNS = (
    "id", "name", "kind", "state", "owner", "country", "language", "domains", "codes", "source", "checked",
)  # fmt: skip
_HOST = re.compile(r"(?:https?://|^//)(?:[^/\s@]{1,100}@)?((?:[\w-]{1,63}\.){1,5}[a-z]{2,20})", re.IGNORECASE)
# What is left of an address in the name of a saved page: scheme and „www“ may be gone.
_NAMED = re.compile(r"(?:https?[^a-z\d]{1,4})?(?:www\.)?([a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,6})")
_DOMAIN = re.compile(r"(?:www\.)?((?:[\w-]{1,63}\.){1,4}[a-z]{2,12})")
# What a medium calls its pages or programmes, behind its name.
_EDITION = re.compile(r" (?:online|news|aktuell|info|live|plus|heute|digital|24|\d{1,2}|\.de)$", re.IGNORECASE)
# Ends of addresses of news sites that are no country's, which has two letters.
_ENDINGS = (".com", ".org", ".net", ".info", ".news", ".online", ".blog", ".press", ".media", ".today", ".live")
_COUNTRY = 2
# Words for the form of a company at the end of its name.
_COMPANY = re.compile(
    r"(?:[\s,]{1,3}(?:g?GmbH|[mM]\.? ?b\.? ?H\.?|AG|SE|KG|KGaA|eG|e\.? ?V\.?|Inc\.?|Ltd\.?|LLC|Co\.?|&)){1,6}$"
)
_ADDRESS_SIGN = "/"
# Signs of writers have so many letters at most.
_SIGN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class KbOutlet:
    """What a medium is.

    Attributes:
        kind: One of ``KINDS``.
        is_state: A state or its ruling party owns it or pays for it; a broadcaster under public law is none.
        owner: As it is called, empty if not known.
        country: ISO 3166, empty if not known; ``language`` ISO 639-1.
        domains: Of its pages, without ``www``.
        codes: Short names that mean it where makers are named, and nowhere else.
        source: What was opened for the row, or ``recalled``.
    """

    id: str
    name: str
    kind: str
    is_state: bool
    owner: str
    country: str
    language: str
    domains: tuple[str, ...]
    codes: tuple[str, ...]
    source: str

    @property
    def is_agency(self) -> bool:
        """Whether it delivers texts that others print."""
        return self.kind in AGENCIES


def read_outlets(path: Path, faults: Faults) -> dict[str, KbOutlet]:
    """The table of outlets by id.

    Args:
        path: ``outlets.tsv``.
        faults: Gathers what is wrong.
    """
    found: dict[str, KbOutlet] = {}
    domains: dict[str, str] = {}
    for row in read_rows(path, _COLUMNS, faults):
        one_of(row, "kind", KINDS, path, faults)
        one_of(row, "state", ("yes", "no"), path, faults)
        outlet = KbOutlet(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            is_state=row["state"] == "yes",
            owner=row["owner"],
            country=row["country"],
            language=row["language"],
            domains=tuple(filter(None, row["domains"].split(";"))),
            codes=tuple(filter(None, row["codes"].split(";"))),
            source=row["source"],
        )
        if outlet.id in found:
            faults.add(path, outlet.id, "an id that stands only once")
        for domain in outlet.domains:
            if not _DOMAIN.fullmatch(domain) or domains.setdefault(domain, outlet.id) != outlet.id:
                faults.add(path, f"{outlet.id}: domain {domain!r}", "a domain that stands only once")
        found[outlet.id] = outlet
    return found


@dataclass(frozen=True, slots=True)
class Outlets:
    """Outlets by what an article calls them.

    Attributes:
        by_name: Folded names and codes to the ids that bear them.
        by_owner: Folded names of companies to the ids of what they own.
        by_domain: Domains to ids.
        plain: Folded names that are no everyday word.
        small: Short names that are written in small letters too; others in small letters are signs of writers.
    """

    rows: Mapping[str, KbOutlet] = field(default_factory=dict)
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_owner: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_domain: Mapping[str, str] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()

    def find(self, words: str) -> tuple[KbOutlet, ...]:
        """All outlets that these words name: by name or code, as a domain, or as a company of that name.

        Examples:
            >>> from quellenlage.world import load_world
            >>> outlets = load_world("de", "none").outlets
            >>> [o.id for o in outlets.find("dpa")], [o.id for o in outlets.find("Handelsblatt GmbH")]
            (['org:dpa'], ['org:handelsblatt'])
        """
        ids = self.by_name.get(fold(words), ())
        if words.islower() and len(words) <= _SIGN and words not in self.small:
            ids = ()
        if not ids and (host := _DOMAIN.fullmatch(words)):
            ids = self._ids_at(host[1])
        if not ids and (short := _EDITION.sub("", words)) != words:
            ids = self.by_name.get(fold(short), ())
        if not ids and (short := _COMPANY.sub("", words)) != words:
            ids = self.by_name.get(fold(short), ()) or self.by_owner.get(fold(words), ())
        return tuple(self.rows[id_] for id_ in ids)

    def is_plain(self, words: str) -> bool:
        """Whether these words name an outlet and are nothing else."""
        return fold(words) in self.plain or bool((host := _DOMAIN.fullmatch(words)) and self._ids_at(host[1]))

    def at(self, host: str) -> KbOutlet | None:
        """The outlet whose page lies on this host."""
        return next((self.rows[id_] for id_ in self._ids_at(host)), None)

    def _ids_at(self, host: str) -> tuple[str, ...]:
        labels = host.lower().split(".")
        wider = (".".join(labels[i:]) for i in range(len(labels) - 1))
        return next(((self.by_domain[d],) for d in wider if d in self.by_domain), ())


def build_outlets(rows: Mapping[str, KbOutlet], names: Mapping[str, tuple[tuple[str, bool], ...]]) -> Outlets:
    """Gather all names of outlets.

    Args:
        rows: By id.
        names: Id to the forms of its name, each with whether it is an everyday word as well.
    """
    by_name: dict[str, tuple[str, ...]] = {}
    by_owner: dict[str, tuple[str, ...]] = {}
    plain: set[str] = set()
    for id_, row in sorted(rows.items()):
        forms = names.get(id_, ())
        if _COMPANY.search(row.owner):
            by_owner[fold(row.owner)] = (*by_owner.get(fold(row.owner), ()), id_)
        for form in (row.name, *row.codes, *(form for form, _ in forms)):
            bearers = by_name.get(fold(form), ())
            by_name[fold(form)] = bearers if id_ in bearers else (*bearers, id_)
        plain |= {fold(form) for form, is_word in forms if not is_word}
    small = frozenset(form for row in rows.values() for form in row.codes if form.islower())
    small |= frozenset(form for id_ in rows for form, _ in names.get(id_, ()) if form.islower())
    domains = {domain: id_ for id_, row in rows.items() for domain in row.domains}
    return Outlets(rows, by_name, by_owner, domains, frozenset(plain), small)


def host_of(address: str) -> str:
    """The host of an address, that of the inner one where an archive holds it; empty if it is no address.

    Examples:
        >>> host_of("https://web.archive.org/web/2020/https://www.example.org/a.html")
        'example.org'
        >>> host_of("ordner/artikel.txt")
        ''
    """
    hosts = _HOST.findall(address[:2000])
    return hosts[-1].lower().removeprefix("www.") if hosts else ""


def hosts_in_name(path: str) -> tuple[str, ...]:
    """Hosts that the name of a saved page may begin with, the shortest first; guesses, of which a known one is right.

    Examples:
        >>> hosts_in_name("seiten/www.example.org_2024_artikel.html")
        ('example.org',)
        >>> hosts_in_name("example.org-inland.html")
        ('example.org', 'example.org-inland.html')
    """
    match = _NAMED.match(path.rpartition(_ADDRESS_SIGN)[2][:300].lower())
    labels = match[1].split(".") if match else []
    cut = (".".join((*labels[:n], labels[n].partition("-")[0])) for n in range(1, min(len(labels), 5)))
    return tuple(cut)


def is_domain(words: str) -> bool:
    """Whether words are written as the address of a site."""
    match = _DOMAIN.fullmatch(words)
    return bool(match) and (len(words.rpartition(".")[2]) == _COUNTRY or words.endswith(_ENDINGS))
