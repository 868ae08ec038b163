"""The notebooks: of one pattern, stripped, and without an error from top to bottom, on other texts as well."""

import re
import tomllib
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from scripts import load_script

import discourse as dc

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
#: JupyterLab shows so many letters of a line of code in a window 1,280 pixels wide.
MOST_LETTERS = 95
#: The line to change.
PATH_LINE = re.compile(r'^(CORPUS|TEXTS) = "\.\./corpus/us_russia"', re.MULTILINE)

#: Where notebook 06 keeps codes, which tests change.
FOLDER_LINE = 'FOLDER = "codes"'

#: Four texts with what the exercises ask for: states, seats of government, sources, hedges, odds.
TEXTS = {
    "one.txt": "France and Germany talk again. France may probably sign. The pact is good, said the French government.",
    "two.txt": "Moscow denies it. A flight to Moscow might be late. Germany warned that France could lose the game.",
    "three.md": "# A *third*\n\nFrance and Italy agree. It is likely that Italy will win. Perhaps Germany fears war.",
    "four.txt": "Nobody in Paris knows. France said that Italy could perhaps wait. Germany and France like calm.",
}
#: Answers to the exercises by other ways than those of the checks.
ANSWERS = {
    "01": [
        "len(hedges.query(\"category == 'modal'\"))",
        'round(1000 * len(hedges) / corpus.tokens["token"].str.contains(r"\\w").sum(), 1)',
        'dc.count_rate(hedges, corpus, by=["category", GROUP])',
    ],
    "02": [
        'sum(seats["reading"] == "place")',
        'quotes.dropna(subset=["actor"]).drop_duplicates("quote_id")["actor"].mode()[0]',
        'round(100 - 100 * words["voice"].isin(["author", "scare"]).mean(), 1)',
        'list(dc.with_voice(dc.find_hedges(corpus), quotes)["voice"]).count("author")',
    ],
    "03": [
        "len(hedges.query(\"category == 'modal' and voice == 'author'\"))",
        'round(100 - 100 * mine[0]["sentence_id"].nunique() / len(certainty), 1)',
        'evidence.assign(word=evidence["text"].str.lower()).groupby("word")["share"].sum().idxmin()',
        'dc.find_probability_words(corpus, scale="ipcc").shape[0]',
    ],
    "04": [
        '__import__("math").log2(row["n_target"] / row["total_target"] / row["n_reference"] * row["total_reference"])',
        'list(links.sort_values("cosine")[["source", "target"]].iloc[-1])',
        'spread.sort_values("dp_norm")["feature"].iloc[-1]',
        'int(((runs["low"] <= 0) & (runs["high"] >= 0)).sum())',
    ],
    "06": [
        'len(coded.query("anna != ben"))',
        'alone.assign(far=abs(means["mean"] - alone["mean"])).nlargest(1, "far")[GROUP].iloc[0]',
        'None if needed["needed_alone"].isna().all() else int(needed["needed_alone"].max())',
    ],
}


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


@pytest.fixture
def texts(tmp_path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf8")
    return tmp_path


def run(notebook, folder: Path = FOLDER) -> list:
    """The outputs of a notebook; that there is neither an error nor a complaint among them is checked."""
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}})
    client.execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]
    return outputs


def printed(outputs: list) -> str:
    return "".join(o.text for o in outputs if o.output_type == "stream")


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_notebook_is_stripped_and_opens_with_a_kernel(notebook):
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert notebook.metadata["kernelspec"]["name"] == "python3"
    assert not any(re.search(r"^\s*(def|class) ", cell.source, re.M) for cell in code)


def test_notebook_opens_with_its_question_its_environment_and_one_cell_to_change(notebook):
    opening, environment, note, path = notebook.cells[:4]
    assert re.match(r"# 0\d · [^\n]*\?\n", opening.source)
    assert "**written for this project**" in opening.source
    assert "platform.python_version()" in environment.source
    assert "change the next cell, and only that" in note.source
    assert PATH_LINE.search(path.source)
    assert sum(len(PATH_LINE.findall(cell.source)) for cell in notebook.cells) == 1


def test_environment_line_is_what_is_pinned(notebook):
    pinned = (FOLDER.parent / "constraints.txt").read_text(encoding="utf8")
    project = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text(encoding="utf8"))["project"]
    pythons = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    line = [f"Python {pythons[0]} to {pythons[-1]}", f"discourse {project['version']}"]
    for name in ("pandas", "matplotlib", "nltk"):
        line.append(f"{name} {re.search(rf'^{name}==(.*)$', pinned, re.M)[1]}")
    assert f"**Environment**, as pinned in `constraints.txt`: {', '.join(line)}." in notebook.cells[0].source


def test_lines_of_code_are_seen_whole(notebook):
    lines = [line for cell in notebook.cells if cell.cell_type == "code" for line in cell.source.splitlines()]
    assert [line for line in lines if len(line) > MOST_LETTERS] == []


def test_a_folded_check_shows_no_solution(notebook):
    folded = [cell.source for cell in notebook.cells if cell.metadata.get("jupyter", {}).get("source_hidden")]
    heads = [source.splitlines()[0] for source in folded]  # JupyterLab shows this line of a folded cell
    assert heads == [
        f"# This cell checks exercise {n}. Run it without opening it: the solution is inside."
        for n in range(1, len(folded) + 1)
    ]
    assert len(folded) == len(re.findall(r"^answer_\d = \.\.\.$", "\n".join(c.source for c in notebook.cells), re.M))


@pytest.fixture(scope="module")
def site():
    """How the site (`make docs`) runs notebooks, and keeps a run, so that it need not run them again."""
    return load_script("docs/site/executed.py")


# nbclient and the kernel's own machinery raise warnings that are not ours.
@pytest.mark.filterwarnings("default")
def test_notebook_runs_and_draws(notebook, site, request):
    with site.a_place() as folder:
        outputs = run(notebook, folder)
        written = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.csv"))
    site.keep(notebook, request.node.callspec.params["notebook"])
    assert not [path for path in written if not path.startswith("codes")], "codes are beside the notebook, nothing else"
    assert sum("image/png" in output.get("data", {}) for output in outputs) >= 4
    exercises = re.findall(r"^answer_(\d) = \.\.\.$", "\n".join(cell.source for cell in notebook.cells), re.M)
    assert re.findall(r"Exercise (\d): no answer yet", printed(outputs)) == exercises


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS[:4], ids=lambda path: path.stem)
def test_notebook_runs_on_another_folder_and_knows_the_right_answers(path, texts):
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[3].source = PATH_LINE.sub(f"CORPUS = {str(texts)!r}", notebook.cells[3].source)
    answers = ANSWERS[path.stem[:2]]
    for n, answer in enumerate(answers, 1):
        (cell,) = [cell for cell in notebook.cells if cell.source == f"answer_{n} = ..."]
        cell.source = f"answer_{n} = {answer}"
    outputs = run(notebook)
    said = printed(outputs)
    assert "Corpus of 4 documents" in str(outputs)
    assert re.findall(r"Exercise (\d): right", said) == [str(n) for n in range(1, len(answers) + 1)], said


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_what_coders_have_filled_in_takes_the_place_of_codes_that_are_made_up(tmp_path):
    corpus = dc.load_corpus(FOLDER.parent / "corpus" / "us_russia", languages=["en"])
    sample = dc.sample_sentences(corpus, n=200, seed=1964, by="outlet", codes=["negative", "hedges"])
    sample["hedges"] = sample["text"].str.count(r"\b(?:may|might|could)\b")
    for coder, pattern in {"anna": r"\b(?:war|no|not)\b", "ben": r"\b(?:war|not)\b"}.items():
        negative = sample["text"].str.contains(pattern).map({True: "yes", False: "no"})
        sample.assign(negative=negative).to_csv(tmp_path / f"{coder}.csv", index=False, encoding="utf-8-sig")
    before = (tmp_path / "anna.csv").read_bytes()
    notebook = nbformat.read(FOLDER / "06_check_and_correct.ipynb", as_version=4)
    notebook.cells[3].source = notebook.cells[3].source.replace(FOLDER_LINE, f"FOLDER = {str(tmp_path)!r}")
    for n, answer in enumerate(ANSWERS["06"], 1):
        (cell,) = [cell for cell in notebook.cells if cell.source == f"answer_{n} = ..."]
        cell.source = f"answer_{n} = {answer}"
    said = printed(run(notebook))
    assert "Your coders' codes." in said and "MADE-UP" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["agreed.csv", "anna.csv", "ben.csv"]
    assert (tmp_path / "anna.csv").read_bytes() == before
    assert "sentences are to be decided. Anna's codes correct." in said
    assert re.findall(r"Exercise (\d): right", said) == ["1", "2", "3"], said


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS[:4], ids=lambda path: path.stem)
def test_texts_without_actors_odds_and_dates_are_no_error_and_wrong_answers_are_told(path, texts):
    for file in texts.iterdir():
        file.write_text("The river is high. It may rain on the meadow.\n", encoding="utf8")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[3].source = PATH_LINE.sub(f"CORPUS = {str(texts)!r}", notebook.cells[3].source)
    wrong = ["-1", "'nobody'", "[]", "None"]
    answers = [cell for cell in notebook.cells if re.fullmatch(r"answer_\d = \.\.\.", cell.source)]
    for cell, answer in zip(answers, wrong, strict=False):
        cell.source = cell.source.replace("...", answer)
    said = printed(run(notebook))
    assert len(re.findall(r"Exercise \d: ", said)) == len(answers) >= 3
    assert not re.search(r"Exercise \d: (right|nearly|no answer)", said)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_whoever_has_coded_a_part_can_go_on_with_the_lesson(tmp_path):
    corpus = dc.load_corpus(FOLDER.parent / "corpus" / "us_russia", languages=["en"])
    sample = dc.sample_sentences(corpus, n=200, seed=1964, by="outlet", codes=["negative", "hedges"])
    sample.to_csv(tmp_path / "ben.csv", index=False)
    negative = sample["text"].str.contains(r"\b(?:no|not|war|of)\b").map({True: "yes", False: "no"})
    part = sample.assign(negative=negative.where(sample.index < 60), hedges=[0.0] * 30 + [1.0] * 30 + [None] * 140)
    part.to_csv(tmp_path / "anna.csv", index=False)
    notebook = nbformat.read(FOLDER / "06_check_and_correct.ipynb", as_version=4)
    notebook.cells[3].source = notebook.cells[3].source.replace(FOLDER_LINE, f"FOLDER = {str(tmp_path)!r}")
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": FOLDER}})
    client.execute()  # few codes are warned of
    said = printed([output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs])
    assert "Anna has 140 rows to go." in said
    assert "Ben has coded nothing yet" in said


@pytest.mark.slow  # it runs the notebook as the three above
@pytest.mark.filterwarnings("default")
def test_cannot_say_is_told_and_the_cells_behind_it_go_on_also_twice(tmp_path):
    corpus = dc.load_corpus(FOLDER.parent / "corpus" / "us_russia", languages=["en"])
    sample = dc.sample_sentences(corpus, n=200, seed=1964, by="outlet", codes=["negative", "hedges"])
    sample["hedges"] = ["cannot say", *["1", "0"] * 99, "2"]
    for coder in ("anna", "ben"):
        negative = sample["text"].str.contains(r"\b(?:war|no|not)\b").map({True: "yes", False: "no"})
        negative[1:3] = "cannot say"
        sample.assign(negative=negative).to_csv(tmp_path / f"{coder}.csv", index=False)
    notebook = nbformat.read(FOLDER / "06_check_and_correct.ipynb", as_version=4)
    notebook.cells[3].source = notebook.cells[3].source.replace(FOLDER_LINE, f"FOLDER = {str(tmp_path)!r}")
    (agreed,) = [i for i, cell in enumerate(notebook.cells) if "The codes of agreed.csv correct." in cell.source]
    notebook.cells.insert(agreed, nbformat.v4.new_code_cell(notebook.cells[agreed].source))
    outputs = run(notebook)
    said = printed(outputs)
    assert "Of 3 sentences Anna says that she cannot say." in said
    assert said.count("The codes of agreed.csv correct.") == 2
    assert "2 sentences are without a code." in said
    low, high = (float(re.search(rf"if all of them were {value}: ([\d.]+)", said)[1]) for value in ("no", "yes"))
    assert low < high
