"""Figures: what they are given, whose axes and settings they keep, what they are saved as; their colours and their words."""

import ast
import re
import string
from itertools import combinations, pairwise
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from figure_data import RANGE, ROOMS, questions_data, rows_of, run_data
from matplotlib.figure import Figure
from matplotlib.text import Text

import nacsim
from nacsim import plots, vocabulary
from nacsim.colours import COLOURS, SCALES, SHEET, css
from nacsim.errors import WrongValue
from nacsim.files.commit import commit
from nacsim.narrate import figures as words
from nacsim.narrate import findings
from nacsim.narrate.findings import plain
from nacsim.plots import RUN_FIGURES, ends_data, members_data
from nacsim.plots.answers import FIGURES as OF_ANSWERS
from nacsim.plots.ends_data import of_hundred
from nacsim.plots.lettering import apart
from nacsim.plots.look import COLOUR, ON, WIDTHS
from nacsim.plots.saving import FORMATS
from nacsim.plots.seats import seats
from nacsim.vocabulary import ALWAYS, FIGURES, OUTCOMES

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def answer():
    """Councils of a small body, with a range over what is not known as if it had been asked for."""
    found = nacsim.simulate("minimal", 200, jobs=1)
    found.__dict__["_summary"] = found.counted() | {"range": RANGE}
    return found


def texts(fig) -> str:
    """All that a figure says."""
    return "\n".join(text.get_text() for text in fig.findobj(Text) if text.get_visible())


def test_every_figure_draws_on_the_axes_it_is_given_and_changes_no_setting():
    before = dict(matplotlib.rcParams)
    data = run_data(ROOMS["3"], "mixed") | questions_data()
    for name, value in data.items():
        ax = Figure(figsize=(7, 5)).add_subplot()
        assert getattr(plots, name)(value, ax=ax) is ax
        assert ax.get_title(loc="left"), name
        assert ax.figure.get_layout_engine() is None
    assert dict(matplotlib.rcParams) == before


def test_figures_stand_in_a_part_of_a_figure_too(answer):
    parts = Figure(figsize=(12, 5)).subfigures(1, 2)
    for part, kind in zip(parts, ("outcomes", "hemicycle"), strict=True):
        answer.plot(kind, ax=part.add_subplot())
    parts[0].figure.draw_without_rendering()
    assert all(part.axes[0].get_title(loc="left") for part in parts)


def test_a_figure_says_question_finding_and_source(answer):
    said = texts(answer.plot("outcomes").figure)
    for part in (
        "A proposal",
        "How does it end?",
        "of 100 councils",
        "200 councils",
        "seed 0",
        "nacsim",
        commit(),
    ):
        assert part in said.replace("\u00a0", " "), part


def test_figures_lead_with_the_range(answer):
    for kind in ("outcomes", "hemicycle"):
        assert re.search(r"(?s)3\s+to\s+97", texts(answer.plot(kind).figure))


def test_titles_are_the_sentences_that_are_said(answer):
    sentence = answer.sentence()
    assert (
        texts(answer.plot("objectors").figure).replace("\n", " ").count(sentence.split(". ")[1].rstrip("."))
    )
    assert sentence.split(",")[0] in texts(answer.plot("outcomes").figure).replace("\n", " ")


@pytest.mark.parametrize("room", ["3", "1"])
def test_what_has_nothing_to_say_is_a_line(room):
    data = run_data(ROOMS[room], "approved")
    for name in ("objectors", "hemicycle", "coblocking", "timing"):
        why = getattr(plots, name).silent(data[name])
        assert why.endswith(".")
        ax = getattr(plots, name)(data[name])
        assert why in texts(ax.figure).replace("\n", " ")
        assert not ax.axison
    assert not plots.outcomes.silent(data["outcomes"])


@pytest.mark.parametrize(
    ("blocks", "why"),
    [
        ([500, 3, 0], "A is the only member that blocks in 1 of 200 councils or more."),
        ([500, 0, 0], "A is the only member that ever blocks."),
        ([4, 3, 0], "No member blocks in as many as 1 of 200 councils."),
        ([0, 0, 0], "No member ever blocks."),
        ([500, 5, 0], ""),
    ],
)
def test_who_blocks_seldom_is_not_said_never_to_block(blocks, why):
    room = ("A", "B", "C")
    tally = SimpleNamespace(blocks=np.array(blocks), together=np.diag(blocks), runs=1000, room=room)
    assert members_data.together(tally, dict(zip(room, room, strict=True))).silent == why


@pytest.mark.parametrize(
    ("chance", "title"),
    [
        ([0.99, 0.03, 0], "Of 3 members, only A breaks silence in 5 of 100 councils or more"),
        ([0.99, 0, 0], "Of 3 members, only A ever breaks silence"),
        ([0.04, 0.001, 0], "None of 3 members breaks silence in as many as 5 of 100 councils"),
        ([0.9, 0.05, 0], "Of 3 members, A and B break silence in 5 of 100 councils or more"),
    ],
)
def test_the_title_of_the_seats_is_true_of_all_of_them(chance, title):
    assert findings.seats(chance, ["A", "B", "C"]) == title


def test_rounds_are_drawn_up_to_the_last_and_as_wide_as_each_other():
    outcomes = rows_of(ROOMS["3"], "mixed")
    data = ends_data.timing(outcomes)
    last = int(data.rounds[-1])
    assert last <= outcomes.rounds.max()
    assert data.rounds.tolist() == list(range(1, last + 1))
    ax = plots.timing(data)
    assert ax.get_xlim() == (0.5, last + 0.5)
    words_ = texts(ax.figure).replace("\n", " ")
    assert ("Late: not by the first silence; in round 1" in words_) == bool(
        data.final[list(vocabulary.OUTCOMES).index("delayed")]
    )


@pytest.mark.parametrize("share", [0.0, 0.0649, 0.065, 0.145, 1 / 3, 0.5, 0.854, 1.0])
def test_a_row_has_as_many_dots_as_its_number_says(share):
    assert str(of_hundred(share)) == plain(share)


def test_a_row_without_a_dot_says_less_than_one():
    assert (of_hundred(0.004), plain(0.004)) == (0, "<1")


@pytest.mark.parametrize("kind", vocabulary.FORMATS)
def test_saved_figures_are_the_same_bytes_and_leave_nothing_else(kind, tmp_path):
    for folder in ("a", "b"):
        ax = plots.outcomes(run_data(ROOMS["3"], "mixed")["outcomes"])
        plots.caption(ax.figure, "Tokyo", "made up")
        (path,) = plots.save(ax.figure, tmp_path / folder / "outcomes", [kind])
        assert path.name == f"outcomes.{kind}"
    first, second = ((tmp_path / folder / path.name).read_bytes() for folder in ("a", "b"))
    assert first == second
    assert [p.name for p in (tmp_path / "a").iterdir()] == [path.name]


def test_formats_and_widths_are_those_that_have_names(tmp_path):
    ax = plots.outcomes(run_data(ROOMS["3"], "mixed")["outcomes"])
    assert [p.suffix for p in plots.save(ax.figure, tmp_path / "a.txt")] == [".png", ".svg"]
    assert [p.suffix for p in plots.save(ax.figure, tmp_path / "a.pdf")] == [".pdf"]
    with pytest.raises(WrongValue, match="png"):
        plots.save(ax.figure, tmp_path / "a", ["pnk"])
    with pytest.raises(WrongValue, match="slide"):
        plots.outcomes(run_data(ROOMS["3"], "mixed")["outcomes"], width="slid")
    assert tuple(FORMATS) == vocabulary.FORMATS
    assert tuple(WIDTHS) == tuple(vocabulary.WIDTHS)


def test_widths_are_what_they_say():
    data = run_data(ROOMS["31"], "mixed")["objectors"]
    sizes = {name: plots.objectors(data, width=name).figure.get_size_inches() for name in WIDTHS}
    assert sizes["column"][0] == pytest.approx(89 / 25.4, abs=0.01)
    assert sizes["page"][0] == pytest.approx(183 / 25.4, abs=0.01)
    assert sizes["slide"][0] / sizes["slide"][1] == pytest.approx(16 / 9, abs=0.01)


def test_the_users_settings_are_kept():
    mine = {
        "font.size": 12,
        "font.family": ["DejaVu Sans Mono"],
        "text.color": "#EEEEEE",
        "figure.facecolor": "#222222",
    }
    data = run_data(ROOMS["3"], "mixed")["objectors"]
    usual = plots.objectors(data).figure.findobj(Text)
    with matplotlib.rc_context(mine):
        fig = plots.objectors(data).figure
    found = fig.findobj(Text)
    assert {text.get_fontfamily()[0] for text in found if text.get_text()} == {"DejaVu Sans Mono"}
    assert max(t.get_fontsize() for t in found) == pytest.approx(
        12 / 9 * max(t.get_fontsize() for t in usual)
    )
    title = next(text for text in found if text.get_fontweight() == "bold")
    assert matplotlib.colors.to_hex(title.get_color()) == "#eeeeee"
    assert matplotlib.colors.to_hex(fig.get_facecolor()) == "#222222"


def test_on_dark_paper_colours_are_those_of_the_dark_theme():
    data = run_data(ROOMS["31"], "mixed")["objectors"]
    with matplotlib.rc_context({"figure.facecolor": "black", "text.color": "white"}):
        ax = plots.objectors(data)
    bars = {matplotlib.colors.to_hex(bar.get_facecolor()).upper() for bar in ax.patches}
    assert COLOURS["object"].dark in bars
    assert COLOURS["object"].light not in bars


HOSTILE = ("$a_b$ & <b>", "{x} %s \\frac", "\u202eabc\x1b[31m", "]]> -->", "ab" * 60)


def test_hostile_names_are_letters(tmp_path):
    data = run_data(list(HOSTILE), "mixed")
    for name, value in data.items():
        fig = getattr(plots, name)(value).figure
        plots.caption(fig, " ".join(HOSTILE), "$source$")
        (path,) = plots.save(fig, tmp_path / name, ["svg"])
        ElementTree.parse(path)
        assert not any(text.get_parse_math() for text in fig.findobj(Text) if text.get_text())
        assert not {"\u202e", "\x1b"} & set(texts(fig))


def test_the_commit_is_that_of_the_checkout(tmp_path):
    from nacsim.files.commit import head

    git, tree, sha = tmp_path / ".git", tmp_path / "tree", "0123456789" * 4
    (git / "refs" / "heads").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    assert head(git) == ""
    (git / "packed-refs").write_text(f"# pack-refs\n{sha} refs/heads/main\n")
    assert head(git) == sha
    (git / "refs" / "heads" / "main").write_text(sha[::-1] + "\n")
    assert head(git) == sha[::-1]
    (git / "worktrees" / "w").mkdir(parents=True)  # as git worktree add lays it out
    (git / "worktrees" / "w" / "commondir").write_text("../..\n")
    (git / "worktrees" / "w" / "HEAD").write_text("ref: refs/heads/main\n")
    tree.mkdir()
    (tree / ".git").write_text(f"gitdir: {git}/worktrees/w\n")
    assert head(tree / ".git") == sha[::-1]
    (git / "HEAD").write_text(sha + "\n")
    assert head(git) == sha
    (git / "HEAD").write_text("<b>no commit</b>")
    assert head(git) == ""


def test_results_from_before_an_end_was_known_are_drawn(answer):
    told = answer.counted()
    told["outcomes"].pop("another_road")
    kept = nacsim.Summary.of(told)
    assert kept.plot().figure
    side = {"name": "A", "summary": told, "change": None}
    assert plots.compare([side, side | {"change": {"value": 0.1, "low": 0.0, "high": 0.2}}]).figure


# letters


def test_greek_and_cyrillic_are_drawn_as_they_are():
    fig = plots.objectors(run_data(["Ελλάδα", "Україна", "Ísland"], "mixed")["objectors"]).figure
    assert {"Ελλάδα", "Україна", "Ísland"} <= set(texts(fig).split("\n"))
    assert not plots.turned(fig)


@pytest.fixture
def few_faces(monkeypatch):
    """A machine with DejaVu alone."""
    from nacsim.plots import fonts

    own = [entry for entry in fonts.fontManager.ttflist if entry.name.startswith("DejaVu")]
    caches = fonts._face_with, fonts._has
    monkeypatch.setattr(fonts.fontManager, "ttflist", own)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


def test_letters_that_no_typeface_has_are_latin_ones_and_it_is_said(few_faces, recwarn):
    fig = plots.objectors(run_data(["日本", "ไทย", "Česko"], "mixed")["objectors"]).figure
    plots.caption(fig, "東京", "made up")
    fig.canvas.draw()
    said = texts(fig)
    assert plots.turned(fig)
    assert words.says("latin") in said
    assert "Česko" in said
    assert not re.search("[\u0e00-\u0e7f\u3000-\u9fff]", said)
    assert not [w for w in recwarn if "Glyph" in str(w.message)]


def test_letters_of_another_typeface_are_found(monkeypatch):
    """DejaVu Sans Display has signs that DejaVu Sans has not; and a typeface of boxes is never taken."""
    from nacsim.plots import fonts

    text, faces = fonts.legible("a\u2a5e", ["DejaVu Sans Mono"])
    assert text == "a\u2a5e"
    assert len(faces) == 2
    assert not faces[1].startswith(fonts.BOXES)


# words


ANSWERS = ROOT / "sim" / "nacsim" / "plots" / "answers.py"
"""Draws nothing itself; it has words of errors, and HTML for notebooks."""


def test_all_words_of_figures_are_in_one_table():
    """A literal of two words or more in the code of figures is a docstring, or words of an error."""
    for path in sorted({*(ROOT / "sim" / "nacsim" / "plots").glob("*.py")} - {ANSWERS}):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        kept = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        kept |= {id(part) for n in ast.walk(tree) if isinstance(n, ast.Raise) for part in ast.walk(n)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in kept:
                said = (
                    node.value.replace("axes fraction", "")
                    .replace("offset points", "")
                    .replace("lower left", "")
                )
                ours = path.name == "fonts.py" or said in ("Glyph .* missing", "font weight")
                assert ours or not re.search("[a-z]{2,} [a-z]{2,}", said), f"{path.name}: {said}"


def test_every_word_is_used_and_every_key_is_there():
    source = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "sim" / "nacsim").rglob("*.py"))
    asked = set(re.findall(r"""says\(\s*["']([\w.]+)["']""", source))
    assert asked <= set(words.WORDS)
    for key in set(words.WORDS) - asked:
        assert f'"{key}"' in source.replace(f'"{key}":', "") or key.startswith(("scores.", "robustness.")), (
            key
        )
    for text in words.WORDS.values():
        assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(text))


def test_another_language_is_another_table(monkeypatch):
    """With every word of the table made longer and marked, no figure has a word of its own left."""
    marked = {key: f"‹{text}äöü›" for key, text in words.WORDS.items()}
    monkeypatch.setattr(words, "WORDS", marked)
    data = questions_data() | run_data(["A1", "B2", "C3"], "mixed")
    for name in ("tornado", "pivots", "curves", "phase", "reliability", "boxes", "hemicycle", "timing"):
        fig = getattr(plots, name)(data[name]).figure
        ours = [
            t.get_text() for t in fig.findobj(Text) if t.get_visible() and re.search("[a-z]{4}", t.get_text())
        ]
        assert ours
        given = ("France", "↑ France", "In sample")
        for text in ours:
            assert "‹" in text or "›" in text or "ä" in text or text.startswith(given) or _outcome(text), (
                name,
                text,
            )


def _outcome(text: str) -> bool:
    return any(entry.meaning.removeprefix("adopted ") in text for entry in vocabulary.OUTCOME.values())


# colours


def test_the_page_has_the_colours_of_the_table():
    assert SHEET.read_text(encoding="utf-8") == css(), "run python -m nacsim.colours"
    static = SHEET.parent
    for path in [*static.glob("*.css"), *static.rglob("*.js")]:
        text = path.read_text(encoding="utf-8")
        if path != SHEET:
            found = re.findall(r"--([\w-]+)\s*:", text)
            assert not {*COLOURS, *(f"on-{key}" for key in OUTCOMES)} & set(found), (
                f"{path.name} has colours of its own"
            )
    assert 'href="/static/colours.css"' in (static / "index.html").read_text(encoding="utf-8")


def test_figures_have_the_colours_of_the_table():
    assert {key: colour.light for key, colour in COLOURS.items()} == dict(COLOUR)
    used = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "sim" / "nacsim" / "plots").glob("*.py"))
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", used)) <= {"#8893A0"}  # axes: a grey that means nothing


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("name", SCALES)
def test_scales_go_one_way_in_grey(name, theme):
    lightness = [lab(linear(shade))[0] for shade in SCALES[name][theme]]
    steps = np.diff(lightness)
    assert (np.sign(steps) == np.sign(steps[0])).all()
    assert abs(steps).min() > 6


def test_one_colour_has_one_meaning():
    seen = {key: lab(linear(colour.light)) for key, colour in COLOURS.items()}
    for a, b in combinations(seen, 2):
        assert np.linalg.norm(seen[a] - seen[b]) > 6, (a, b)


def linear(colour: str) -> np.ndarray:
    """sRGB hex to linear light."""
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    """Linear light to CIE L*a*b* (D65)."""
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2127, 0.7152, 0.0722], [0.0193, 0.1192, 0.9503]])
    xyz = matrix @ np.clip(light, 0, 1) / np.array([0.95047, 1, 1.08883])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


# Machado, Oliveira & Fernandes (2009), severity 1.0
VISION = {
    "normal": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


@pytest.mark.parametrize("vision", VISION)
def test_outcomes_can_be_told_apart_by_everybody(vision):
    seen = {name: lab(np.array(VISION[vision]) @ linear(c)) for name, c in COLOUR.items() if name in OUTCOMES}
    assert min(np.linalg.norm(seen[a] - seen[b]) for a, b in combinations(seen, 2)) > 26


def test_outcomes_can_be_told_apart_in_grey_and_be_written_on():
    lightness = [lab(linear(COLOUR[name]))[0] for name in OUTCOMES]
    assert min(abs(a - b) for a, b in combinations(lightness[: len(ALWAYS)], 2)) > 8
    assert min(abs(a - b) for a, b in combinations(lightness, 2)) > 6
    assert min(abs(a - b) for a, b in pairwise(lightness)) > 23
    for name in OUTCOMES:
        paper, ink = (linear(c) @ [0.2127, 0.7152, 0.0722] + 0.05 for c in (COLOUR[name], ON[name]))
        assert max(paper, ink) / min(paper, ink) > 4.4, name


@pytest.mark.parametrize("count", [*range(1, 41), 57, 64, 100])
def test_no_two_seats_overlap(count):
    places, radius = seats(count)
    assert len(places) == count
    gaps = [np.hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(places, 2)]
    assert min(gaps, default=1) > 2 * radius


def test_labels_are_moved_apart_and_stay_inside():
    moved = apart([0.5, 0.51, 0.99, 0.995], 0.06, 0.0, 1.0)
    assert moved == sorted(moved)
    assert min(np.diff(moved)) >= 0.06 - 1e-9
    assert moved[0] >= 0
    assert moved[-1] <= 1
    assert apart([], 0.1, 0, 1) == []


# kinds


def test_every_figure_has_its_question_and_its_entry():
    kinds = {
        *RUN_FIGURES,
        *(kind for some in OF_ANSWERS.values() for kind in some if kind not in ("agenda",)),
    }
    kinds |= {"curves", "phase", "robustness", "scores"}
    kinds -= {"log_score", "brier", "text_mae", "f1"}  # these are scores
    assert {key.removesuffix(".question") for key in words.WORDS if key.endswith(".question")} == kinds | {
        "agenda"
    }
    assert list(FIGURES) == [name for name in FIGURES if name in RUN_FIGURES]


def test_the_guide_tells_of_every_figure():
    guide = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^### (\w+)$", guide, re.MULTILINE))
    asked = {key.removesuffix(".question") for key in words.WORDS if key.endswith(".question")}
    assert headings == asked - {"robustness"}  # that one is drawn for docs/trust.md alone
    for path in re.findall(r"\((img/\S+)\)", guide):
        assert (ROOT / "docs" / path).is_file(), path
    assert len(re.findall(r"\(img/figures/", guide)) == len(headings)


def test_what_is_outvoted_at_once_neither_wears_off_nor_fails():
    """Under a rule that passes over objections a text is adopted while some still object."""
    from nacsim.plots.rounds_data import support

    big = {
        "title": "Outvoted",
        "roster": [f"M{k}" for k in range(9)],
        "issues": {"text": {"status_quo": 0, "proposed": 80, "lumpy": 1.0}},
        "default": {"position": 80, "salience": 60, "resolve": 50},
        "members": {f"M{k}": {"position": 0, "salience": 80, "resolve": 100} for k in range(3)},
        "procedure": {"rule": "simple_majority"},
        "parameters": {"elsewhere": 0},
    }
    found = support(nacsim.watch(nacsim.load(big), 60))
    assert found.failed == ()
    assert "round 1" in found.silent
    assert support(nacsim.watch(nacsim.load(big | {"procedure": {"rule": "unanimity"}}), 60)).failed
