"""The notebooks of the docs run as they stand: every call works, or answers with what to type.

Tutorials are run with few councils, and what they keep of their cells is that of today's code and answers.
"""

import ast
import io
import re
import sys
import types
import warnings
from contextlib import chdir, redirect_stdout
from pathlib import Path

import nbformat
import pytest

from nacsim.errors import SteppedSlowly

sys.path.append(str(Path(__file__).parents[1] / "experiments"))

import notebooks

FOLDER = notebooks.FOLDER
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
TUTORIALS = notebooks.NAMES
FEW = {"RUNS": 60, "FEW": 20, "POINTS": 3}
"""What stands at the top of a tutorial, and what is put in its place here."""
RAISES = "raises-exception"
"""The tag of a cell that is meant to raise, which Jupyter's tools know."""
TYPED = (
    "pd.DataFrame(r)", "r.to_frame()", "summary(r)", "summary(r, nacsim.__version__)", "r == r2", "hash(r)",
    "plots.outcomes(r, ax=left)", "plots.outcomes(tally(s, 500), ax=right)", "s.replace(members=", "members={",
    "load({", "plots.curves(swept)", "plots.compare(compared)", 'simulate("tokyo_liaison_office", 10)', 'runs="10"',
    "simulate(s, 0)", "seeds=3", "overrides=[", "nacsim.explore.discover.discover", "mesa.batch_run(Council,",
)  # fmt: skip
"""What newcomers typed in a notebook."""
ANSWERS = "did you mean|allowed: |nearest: |such as |they must say the same|and calls before_silence|weigh_many look at"
"""One of these is in every message that tells what to type instead."""


@pytest.fixture(scope="module", params=NAMES)
def played(request, tmp_path_factory):
    """A notebook's cells of code, each with what it shows or the error that it raises.

    They are run here and now; a kernel of Jupyter does the same, but takes three seconds to start.
    """
    book = nbformat.read(FOLDER / f"{request.param}.ipynb", as_version=4)
    module = types.ModuleType(f"notebook_{request.param}")
    sys.modules[module.__name__] = module  # so that classes it makes have a home
    with chdir(tmp_path_factory.mktemp(request.param)):  # a tutorial writes files
        cells = [
            (cell, outcome_of(cut(cell.source), module)) for cell in book.cells if cell.cell_type == "code"
        ]
    del sys.modules[module.__name__]
    return cells


def cut(source):
    """A cell with few councils and points where it says how many."""
    for name, number in FEW.items():
        source = re.sub(rf"^{name} = [\d_]+", f"{name} = {number}", source, flags=re.MULTILINE)
    return source


def outcome_of(source, module):
    """What a cell prints and its last expression shows, as a notebook shows it, or the error it raises."""
    tree = ast.parse(source)
    last = (
        tree.body.pop().value if isinstance(tree.body[-1], ast.Expr) else ast.parse("None", mode="eval").body
    )
    with redirect_stdout(io.StringIO()) as printed, warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", SteppedSlowly)  # on a busy machine everything is slow
        try:
            exec(compile(tree, module.__name__, "exec"), vars(module))
            value = eval(compile(ast.Expression(last), module.__name__, "eval"), vars(module))
            shown = value._repr_html_() if hasattr(value, "_repr_html_") else repr(value)
        except Exception as error:
            return error
    return printed.getvalue() + (shown or "")


def test_every_cell_works_or_is_meant_to_raise(played):
    for cell, outcome in played:
        meant = RAISES in cell.metadata.get("tags", ())
        assert isinstance(outcome, Exception) is meant, f"{cell.source}\n{outcome!r}"


def test_what_raises_says_what_to_type(played):
    told = [str(outcome) for _, outcome in played if isinstance(outcome, Exception)]
    assert [text for text in told if not re.search(ANSWERS, text)] == []


def read(name):
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


@pytest.mark.parametrize("name", sorted({*NAMES} - {*TUTORIALS}))
def test_a_notebook_is_kept_without_what_it_gave(name):
    text = (FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")
    book = nbformat.reads(text, as_version=4)
    nbformat.validate(book)
    assert nbformat.writes(book) + "\n" == text
    assert any(RAISES in cell.metadata.get("tags", ()) for cell in book.cells)
    for cell in book.cells:
        assert cell.cell_type == "markdown" or (not cell.outputs and cell.execution_count is None)


@pytest.mark.parametrize("name", TUTORIALS)
def test_what_a_tutorial_keeps_is_of_today_and_small(name):
    path = FOLDER / f"{name}.ipynb"
    book = read(name)
    nbformat.validate(book)
    assert nbformat.writes(book) + "\n" == path.read_text(encoding="utf-8")
    assert book.metadata["nacsim"] == notebooks.sums(book), "stale: python experiments/notebooks.py"
    assert path.stat().st_size < 150_000
    kept = [out for cell in book.cells if cell.cell_type == "code" for out in cell.outputs]
    assert len(kept) >= 5
    assert {out.output_type for out in kept} <= {"stream", "execute_result"}
    for out in kept:
        told = out.get("text", "") + out.get("data", {}).get("text/plain", "")
        assert not re.search(r"Traceback|Warning|/tmp/|/home/|0x[0-9a-f]{6}", told)


@pytest.mark.parametrize("name", TUTORIALS)
def test_a_tutorial_says_at_its_top_how_many_councils(name):
    first = next(cell for cell in read(name).cells if cell.cell_type == "code")
    assert cut(first.source) != first.source


def test_a_changed_cell_is_noticed():
    book = read(TUTORIALS[0])
    book.cells[-1].source += " "
    before = notebooks.sums(book)
    next(cell for cell in book.cells if cell.cell_type == "code").source += "\n1"
    assert notebooks.sums(book)["code"] != before["code"]
    assert notebooks.sums(book)["answers"] == before["answers"]


def test_what_newcomers_typed_is_among_the_calls():
    text = "\n".join(c.source for c in nbformat.read(FOLDER / "calls.ipynb", as_version=4).cells)
    text = "".join(text.split())
    assert [call for call in TYPED if "".join(call.split()) not in text] == []


def test_four_classes_are_stepped_and_played_in_many():
    text = "\n".join(c.source for c in nbformat.read(FOLDER / "own_members.ipynb", as_version=4).cells)
    for name in ("GrowsTired", "LosesHeart", "Solidary", "PutsFortyAtOnce"):
        assert f"class {name}(Member)" in text
    assert len(re.findall(r"Council\((tokyo|five), run=\d, member_class=", text)) == 4
    assert len(re.findall(r"simulate\((tokyo|five), [\d_]+, member_class=", text)) >= 5
