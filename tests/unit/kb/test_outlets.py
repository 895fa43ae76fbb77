"""Outlets by what an article calls them."""

import pytest

from quellenlage.kb.outlets import KbOutlet, Outlets, build_outlets, host_of, hosts_in_name, is_domain


def outlet(id_: str, name: str, kind: str = "newspaper", *, owner: str = "", domains: str = "", codes: str = ""):
    return KbOutlet(
        id=id_,
        name=name,
        kind=kind,
        is_state=False,
        owner=owner,
        country="",
        language="",
        domains=tuple(domains.split()),
        codes=tuple(codes.split()),
        source="own",
    )


@pytest.fixture(scope="module")
def outlets() -> Outlets:
    rows = (
        outlet("org:mb", "Mühlenbote", owner="Quill Verlag GmbH", domains="muehlenbote.example mb.example", codes="MB"),
        outlet("org:bach", "Bach", owner="Bach Medien AG", domains="bach.example"),
        outlet("org:mna", "Mühlen-Agentur", "agency", codes="mna MNA"),
        outlet("org:w1", "Wochenpost", codes="WP"),
        outlet("org:w2", "Wochenpost Tal", codes="WP"),
    )
    names = {"org:mb": (("Mühlenbote", False),), "org:bach": (("Bach", True), ("Der Bach", False))}
    return build_outlets({row.id: row for row in rows}, names)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Mühlenbote", ["org:mb"]),
        ("MÜHLENBOTE", ["org:mb"]),
        ("Mühlenbote online", ["org:mb"]),
        ("Mühlenbote GmbH & Co. KG", ["org:mb"]),
        ("Quill Verlag GmbH", ["org:mb"]),
        ("mb.example", ["org:mb"]),
        ("www.mb.example", ["org:mb"]),
        ("tal.muehlenbote.example", ["org:mb"]),
        ("MB", ["org:mb"]),
        ("mb", []),  # the sign of a writer
        ("mna", ["org:mna"]),
        ("WP", ["org:w1", "org:w2"]),
        ("Mühlen", []),
        ("", []),
    ],
)
def test_an_outlet_is_found_by_name_code_domain_and_company(outlets: Outlets, words: str, ids: list[str]):
    assert [found.id for found in outlets.find(words)] == ids


def test_plain_is_what_means_nothing_else(outlets: Outlets):
    assert [w for w in ("Mühlenbote", "Bach", "Der Bach", "MB", "mb.example") if outlets.is_plain(w)] == [
        "Mühlenbote",
        "Der Bach",
        "mb.example",
    ]


def test_an_agency_is_what_others_print(outlets: Outlets):
    assert [found.is_agency for word in ("MNA", "MB") for found in outlets.find(word)] == [True, False]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.example.org/a", "example.org"),
        ("HTTP://user@example.org:80", "example.org"),
        ("https://archive.example/2020/https://www.example.org/a", "example.org"),
        ("https://www.example.org//a/b", "example.org"),
        ("ordner/a.txt", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address(address: str, host: str):
    assert host_of(address) == host


def test_hosts_in_the_name_of_a_saved_page():
    assert hosts_in_name("https___www.example.org_a.html") == ("example.org",)
    assert "example.org" in hosts_in_name("example.org.a-b.html")
    assert hosts_in_name("artikel") == ()


def test_a_domain_is_told_from_a_name_with_a_point():
    assert [w for w in ("example.org", "A.Parker", "kath.net", "Nr.5", "a.b", "bach.tal.de") if is_domain(w)] == [
        "example.org",
        "kath.net",
        "bach.tal.de",
    ]
