import pytest

from quellenlage.present.calling import call


@pytest.mark.parametrize(
    ("name", "code", "called"),
    [
        ("Bulgarien", "en", ("Bulgaria", True)),
        ("Bulgarien", "de", ("Bulgarien", False)),
        ("Nebelland", "en", ("Nebelland", False)),
    ],
    ids=["another language", "that of the record", "named by the user"],
)
def test_a_state_is_called_as_the_reader_calls_it_unless_somebody_named_it(
    name: str, code: str, called: tuple[str, bool]
):
    assert call("country:BG", name, code) == called


def test_whom_nobody_knows_keeps_the_name():
    assert call("PER:runa oldweg", "Runa Oldweg", "en") == ("Runa Oldweg", False)
