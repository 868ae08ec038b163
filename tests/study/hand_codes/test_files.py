"""Coded files: what a spreadsheet does to them is mended where it can be, else told."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from studies import CODING, code_by_hand, make_coded_study, make_study, write_codes

from discourse.study.load import StudyError, load_study
from discourse.study.run import run_study

#: A corpus of twelve texts has few codes.
pytestmark = pytest.mark.filterwarnings("ignore:fewer than 20 rows were coded")


def found(folder, **options) -> pd.DataFrame:
    return run_study(load_study(folder), folder / "out", only=["negative"], **options).tables["negative"]


def test_sorted_with_semicolons_and_decimal_commas_they_are_the_same(tmp_path):
    make_coded_study(tmp_path, coding=CODING.replace("36", "24"))
    coded = code_by_hand(tmp_path, n=24)
    write_codes(tmp_path, rows=coded)
    before = found(tmp_path)
    write_codes(tmp_path, rows=coded.sort_values(["text", "doc_id"]).drop(columns="text"), sep=";", decimal=",")
    pd.testing.assert_frame_equal(found(tmp_path), before)
    path = tmp_path / "study.toml"
    path.write_text(path.read_text().replace(CODING.replace("36", "24"), ""))  # the sample is not drawn again
    pd.testing.assert_frame_equal(found(tmp_path), before)


def test_the_first_rows_of_a_sample_stand_for_all(tmp_path):
    make_coded_study(tmp_path)
    coded = code_by_hand(tmp_path)
    for part in (coded.assign(negative=coded["negative"].where(coded.index < 27)), coded[:27]):
        write_codes(tmp_path, rows=part)
        with pytest.warns(UserWarning, match="were coded"):  # few, as some 13 rows are of each outlet
            part_coded = found(tmp_path)
        assert part_coded["mean"].notna().all() and (part_coded["mean"] != 4 / 18).any()


def test_a_run_says_that_a_part_is_coded(tmp_path):
    study = make_coded_study(tmp_path)
    coded = code_by_hand(tmp_path)
    write_codes(tmp_path, rows=coded.assign(negative=coded["negative"].where(coded.index < 27)))
    with pytest.warns(UserWarning) as told:
        run_study(study, tmp_path / "out")
    said = "anna.csv: 27 of 36 rows are coded in 'negative', the first of the sample; they represent all"
    assert said in {str(w.message) for w in told}


WRONG = {
    "a row is lost": (
        lambda rows: rows.drop(index=3),
        " lacks 1 of the 36 rows of the sample, such as 'X'; put these rows back, and code them",
    ),
    "a row is there twice": (lambda rows: pd.concat([rows, rows[:1]]), " has 'X' in two rows; keep one of them"),
    "an id has changed": (
        lambda rows: rows.assign(doc_id=["7", *rows["doc_id"][1:]]),
        " has 1 rows that are not in the sample, such as 'X', and lacks 1 rows of it, such as 'X'; a spreadsheet "
        "may have changed them. Put the rows back as the sample has them",
    ),
    "another sample": (
        lambda rows: rows.assign(start=rows["start"] + 1),
        " has 0 of the 36 rows that [coding] sample draws now: the texts, their roles or the sample have changed "
        "since it was drawn. Restore them, or remove sample from the study if the file was drawn in another way",
    ),
    "a date in place of a number": (
        lambda rows: rows.assign(start=["2018-07-16", *rows["start"][1:]]),
        " has '2018-07-16' for start in row 1; a spreadsheet may have changed it. Fill in the codes only, and do "
        "not change the columns of the sample",
    ),
    "no probability": (
        lambda rows: rows.drop(columns="probability"),
        " lacks the column probability; it has doc_id, sentence_id, start, end, text, negative, hedges. Fill in "
        "the codes only, and do not change the columns of the sample",
    ),
    "no code": (lambda rows: rows.drop(columns="negative"), " has no column 'negative'; it has hedges"),
}


@pytest.mark.parametrize(("change", "says"), WRONG.values(), ids=WRONG)
def test_what_a_spreadsheet_has_done_is_told(tmp_path, change, says):
    make_coded_study(tmp_path)
    write_codes(tmp_path, rows=change(code_by_hand(tmp_path)))
    assert error(tmp_path) == f", [coding] files: anna.csv{says}"


def error(folder) -> str:
    """What a run says, without its path and the places of rows."""
    import re

    with pytest.raises(StudyError) as raised:
        found(folder)
    said = str(raised.value).removeprefix(str(folder / "study.toml"))
    return re.sub(r"'\w+' from \d+ to \d+", "'X'", said)


def test_without_a_sample_rows_are_looked_up_in_the_texts(tmp_path):
    make_coded_study(tmp_path, coding="")
    coded = code_by_hand(tmp_path)
    write_codes(tmp_path, rows=coded.assign(doc_id=["7", *coded["doc_id"][1:]]))
    assert error(tmp_path) == (
        ", [coding] files: anna.csv has 1 rows of documents that are not in the corpus, such as '7'; a spreadsheet may "
        "have changed the ids. Put them back as the sample has them"
    )
    write_codes(tmp_path, rows=coded.assign(text=coded["text"].sort_values().to_numpy()))
    assert error(tmp_path) != ""
    write_codes(tmp_path, rows=coded.assign(start=coded["start"] + 1))
    assert error(tmp_path).endswith(": the texts have changed since the sample was drawn")


def test_codes_that_are_missing_in_the_midst(tmp_path):
    make_coded_study(tmp_path)
    coded = code_by_hand(tmp_path)
    write_codes(tmp_path, rows=coded.assign(negative=coded["negative"].where(coded.index != 3)))
    assert ", [tables.negative]: 1 of 36 units are not coded in the column 'negative'" in error(tmp_path)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "nobody.csv",
            ": there is no file 'nobody.csv'; name a coded CSV file in the folder of the study. `discourse new "
            "--code` writes it",
        ),
        ("../anna.csv", ": '../anna.csv' is outside the folder of the study; copy it there"),
        ("empty.csv", ": empty.csv cannot be read: no rows; save it as CSV in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path, name, says):
    folder = tmp_path / "study"
    folder.mkdir()
    make_coded_study(folder)
    (tmp_path / "anna.csv").write_text("x")
    (folder / "empty.csv").write_text("doc_id\n")
    path = folder / "study.toml"
    path.write_text(path.read_text().replace('"anna.csv"', f'"{name}"'))
    with pytest.raises(StudyError) as raised:
        run_study(load_study(folder), folder / "out", only=["negative"])
    assert str(raised.value) == f"{path}, [coding] files{says}"


def test_what_coders_agreed_on_corrects(tmp_path):
    study = make_coded_study(tmp_path, 'adjudicated = "agreed.csv"', coders=("ben", "anna"))
    write_codes(tmp_path, "agreed", code_by_hand(tmp_path))
    tables = run_study(study, tmp_path / "out").tables
    assert tables["negative"]["mean"].tolist() == pytest.approx([4 / 18] * 2)
    coders = tables["reliability"].query("compares == 'coders with one another'")
    assert coders["coders"].unique().tolist() == ["ben.csv, anna.csv"]
    path = tmp_path / "study.toml"
    path.write_text(path.read_text().replace('adjudicated = "agreed.csv"', ""))
    # Without it the first coder's do: Ben finds the talks negative, too.
    assert found(tmp_path)["mean"].tolist() == pytest.approx([10 / 18] * 2)


BOOK = '[codes.negative]\nvalues = ["yes", "no"]\ndefinition = "It is <b>bad</b>."\n'


def test_a_codebook_is_a_table_a_part_of_the_report_and_an_input(tmp_path):
    (tmp_path / "book.toml").write_text(BOOK)
    study = make_study(tmp_path, '[coding]\ncodebook = "book.toml"\n')
    results = run_study(study, tmp_path / "out")
    assert results.tables["codebook"]["value"].fillna("-").tolist() == ["-", "yes", "no"]
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf8")
    assert page.count('id="grid-codebook"') == 1
    assert "It is &lt;b&gt;bad&lt;/b&gt;." in page
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf8"))
    assert "book.toml" in manifest["inputs"]
    assert (tmp_path / "out" / "tables" / "codebook.csv").is_file()


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("book.toml", BOOK.replace("definition", "defintion"), "the codebook book.toml has 2 mistakes:"),
        ("none.toml", BOOK, "the codebook none.toml cannot be read: cannot be opened: No such file or directory"),
        ("../book.toml", BOOK, "'../book.toml' is outside the folder of the study; copy it there"),
    ],
)
def test_a_codebook_that_cannot_be_read(tmp_path, name, text, says):
    (tmp_path / "book.toml").write_text(text)
    folder = tmp_path if name != "../book.toml" else tmp_path / "study"
    folder.mkdir(exist_ok=True)
    study = make_study(folder, f'[coding]\ncodebook = "{name}"\n')
    with pytest.raises(StudyError) as raised:
        run_study(study, folder / "out")
    assert str(raised.value).startswith(f"{study.path}, [coding] codebook: {says}")


def test_what_the_coder_could_not_say_is_no_code(tmp_path):
    make_coded_study(tmp_path)
    coded = code_by_hand(tmp_path)
    write_codes(tmp_path, rows=coded.assign(negative=coded["negative"].where(coded.index != 3, "cannot say"), note="x"))
    assert (
        ", [tables.negative]: 1 of 36 drawn units are 'cannot say' in the column 'negative' (the first is '"
        in error(tmp_path)
    )
