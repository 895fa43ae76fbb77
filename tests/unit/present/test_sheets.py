"""The record as flat sheets, and as files of spreadsheets."""

import csv
from pathlib import Path

import openpyxl
import pytest
from tests.unit.hand_built import row_of_every_kind

from quellenlage.errors import ConfigError, StoreError
from quellenlage.present.exports.csv_folder import write_csv
from quellenlage.present.exports.sheet import Sheet, make_sheets
from quellenlage.present.exports.workbook import write_workbook
from quellenlage.records.contract import KINDS, Record

RECORD = row_of_every_kind()
HOSTILE = [
    "=1+1",
    "+49 30",
    "-5",
    "@SUM(A1)",
    "\tx",
    "＝1",
    "plain",
    "'quoted",
    'a"b;c,d',
    "zwei\nZeilen",
    "👍🏽 김정은",
]


def by_name() -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in make_sheets(RECORD)}


def test_every_kind_is_a_sheet_with_all_its_rows():
    sheets = by_name()
    for kind in KINDS:
        assert len(sheets[kind.kind].rows) == len(getattr(RECORD, kind.kind))


def test_columns_differ_and_every_row_has_them_all():
    for sheet in make_sheets(RECORD):
        assert len(set(sheet.columns)) == len(sheet.columns), sheet.name
        assert {len(row) for row in sheet.rows} == {len(sheet.columns)}, sheet.name


def test_a_list_of_records_is_a_sheet_that_names_its_row():
    stances = by_name()["claim.stances"]
    ids = {row.id for row in RECORD.claim}
    assert stances.columns[:2] == ("claim_id", "stances_number")
    assert {row[0] for row in stances.rows} <= ids
    assert len(stances.rows) == sum(len(row.stances) for row in RECORD.claim)


def test_ids_stand_beside_the_names_of_what_they_mean():
    mentions = by_name()["mention"]
    at = mentions.columns.index("entity")
    names = {row.id: row.name for row in RECORD.entity}
    assert mentions.columns[at + 1] == "entity_name"
    assert all(row[at + 1] == names.get(str(row[at]), row[at]) for row in mentions.rows)


def test_an_empty_record_has_no_sheets():
    assert make_sheets(Record()) == ()


def read(path: Path, *, excel: bool = False) -> list[list[str]]:
    with path.open(encoding="utf-8-sig" if excel else "utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";" if excel else ","))


@pytest.mark.parametrize("excel", [False, True])
def test_no_cell_of_a_csv_file_begins_a_formula_and_nothing_is_lost(tmp_path: Path, *, excel: bool):
    sheet = Sheet("x", ("words", "number"), tuple((words, -3) for words in HOSTILE))
    write_csv([sheet], tmp_path / "out", excel=excel)
    head, *rows = read(tmp_path / "out" / "x.csv", excel=excel)
    assert head == ["words", "number", "guarded"]
    for words, (cell, number, guarded) in zip(HOSTILE, rows, strict=True):
        assert cell[0] not in "=+-@\t\r＝"
        assert (cell[1:] if guarded == "words" else cell) == words
        assert number == "-3"


def test_excel_gets_a_byte_order_mark(tmp_path: Path):
    write_csv([Sheet("x", ("a",), ((True,), (None,)))], tmp_path, excel=True)
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbfa;guarded\r\ntrue;\r\n")


def test_a_folder_that_is_a_file_is_told(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be written"):
        write_csv(make_sheets(RECORD), tmp_path / "file")


def test_a_workbook_holds_words_as_words(tmp_path: Path):
    path = tmp_path / "x.xlsx"
    words = [*HOSTILE, "https://example.org", "1e5", "nul \x00 and \ud800 and \x1b"]
    write_workbook([Sheet("x", ("words", "number", "truth"), tuple((w, 2.5, True) for w in words))], path)
    rows = list(openpyxl.load_workbook(path)["x"].iter_rows(min_row=2))
    assert [row[0].value for row in rows[:-1]] == words[:-1]
    assert {row[0].data_type for row in rows} == {"s"}
    assert {(row[1].value, row[2].value) for row in rows} == {(2.5, True)}
    assert all(row[0].hyperlink is None for row in rows)


def test_a_cell_that_is_too_long_is_cut_and_says_so(tmp_path: Path):
    path = tmp_path / "x.xlsx"
    write_workbook([Sheet("x", ("words",), (("ä👍" * 30_000,),))], path)
    cell = openpyxl.load_workbook(path)["x"]["A2"].value
    assert isinstance(cell, str)
    assert cell.endswith(" […]")
    assert len(cell.encode("utf-16-le")) <= 2 * 32_767


def test_long_names_of_sheets_stay_apart(tmp_path: Path):
    path = tmp_path / "x.xlsx"
    names = ["event.origins.against.paths.and.more", "claim.origins.against.paths.and.more", "short"]
    write_workbook([Sheet(name, ("a",), (("b",),)) for name in names], path)
    titles = openpyxl.load_workbook(path).sheetnames
    assert len({title.lower() for title in titles}) == len(names)


def test_more_rows_than_a_worksheet_has_are_refused(tmp_path: Path):
    with pytest.raises(ConfigError, match="use -f csv"):
        write_workbook([Sheet("x", ("a",), (("b",),) * 1_048_576)], tmp_path / "x.xlsx")


def test_every_sheet_of_the_record_is_read_back(tmp_path: Path):
    path = tmp_path / "x.xlsx"
    sheets = make_sheets(RECORD)
    write_workbook(sheets, path)
    book = openpyxl.load_workbook(path)
    assert [book[title].max_row - 1 for title in book.sheetnames] == [len(sheet.rows) for sheet in sheets]
