"""Figures: they take axes and give them back, keep inside the picture, and save the same bytes."""

from itertools import combinations, pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.figure import Figure

from nacsim import load, plots, simulate
from nacsim.data.members import NAMES
from nacsim.plots import RUN_FIGURES
from nacsim.plots import run_data as tables
from nacsim.plots.members import seats
from nacsim.plots.style import COLOUR, INK, apart
from nacsim.results.outcomes import Outcomes, pack, row_type
from nacsim.results.summary import summary
from nacsim.results.tally import count
from nacsim.vocabulary import ADOPTED, ALWAYS, OUTCOMES

SHARES = {
    "approved": 0.12,
    "amended": 0.2,
    "delayed": 0.15,
    "opt_out": 0.03,
    "blocked": 0.35,
    "shelved": 0.15,
}
KINDS = {"mixed": SHARES, "approved": {"approved": 1}, "blocked": {"blocked": 1}}
ISSUES = {
    "office": SimpleNamespace(label="NATO presence in Tokyo", status_quo=0.0, proposed=100.0),
    "mandate": SimpleNamespace(label="", status_quo=None, proposed=50.0),
}


def rows_of(room, kind: str, runs: int = 400) -> Outcomes:
    """Made-up outcomes of a council in the shape of real ones."""
    g = np.random.default_rng(0)
    rows = np.zeros(runs, row_type(len(ISSUES), len(room)))
    rows["outcome"] = g.choice(len(OUTCOMES), runs, p=[KINDS[kind].get(name, 0) for name in OUTCOMES])
    rows["rounds"] = np.where(rows["outcome"] == 0, 1, g.integers(2, 9, runs))
    rows["days"] = rows["rounds"] * g.integers(50, 200, runs)
    failed = rows["outcome"] >= len(ADOPTED)
    rows["text"] = np.where(failed[:, None], 0, g.integers(2000, 10_000, (runs, len(ISSUES))))
    first = (g.random((len(room), runs)) < g.beta(0.5, 4, len(room))[:, None]) & (rows["outcome"] != 0)
    rows["first"], rows["blocks"] = pack(first), pack(first & failed)
    rows["alone"] = (first & failed).sum(0) == 1
    return Outcomes("made_up", tuple(room), tuple(ISSUES), 0, rows)


def run_data(room, kind: str) -> dict:
    """What the figures of a run take, by figure."""
    names = {code: NAMES.get(code, code) for code in room}
    outcomes = rows_of(room, kind)
    tally = count(outcomes)
    result = summary(tally, "0")
    return {
        "outcomes": result,
        "timing": tables.timing(outcomes),
        "text": tables.texts(outcomes, ISSUES),
        "objectors": tables.objectors(result, names),
        "hemicycle": tables.seats(result),
        "coblocking": tables.together(tally, names),
    }


def figures_of_a_run(name: str) -> dict:
    """What every figure of a run takes, from councils of a scenario."""
    scenario = load(name)
    found = simulate(scenario, 60, jobs=1)
    tally = count(found)
    run = tables.Run(scenario, found, tally, summary(tally, "0"), 1)
    return {figure: data(run) for figure, (_, data) in RUN_FIGURES.items()}


def explore_data() -> dict:
    """What the figures of exploring take, made up."""
    result = run_data(list(NAMES)[:31], "mixed")["outcomes"]
    change = {"value": 0.31, "low": 0.29, "high": 0.33}
    x, y = np.linspace(0, 100, 9), np.linspace(0, 100, 7)
    z = 1 / (1 + np.exp((x[None] - 60 + (y[:, None] - 50) * 0.5) / 12))
    line = {"name": "adopted", "share": z[0], "low": z[0] * 0.9, "high": z[0] * 0.9 + 0.1}
    point = {"name": "a package", "cost": 3.0, "share": 0.4, "low": 0.3, "high": 0.5, "best": True}
    labels = ("Resolve of France", "Salience for France", "Chance of adoption")
    rows = [{"name": "France", "value": 0.6, "low": 0.5, "high": 0.7}]
    return {
        "compare": [{"name": "A", "summary": result, "change": None},
                    {"name": "B", "summary": result, "change": change}],
        "tornado": {"base": 0.7, "low": 0.69, "high": 0.71, "what": "Chance of adoption",
                    "rows": [{"name": "France: position", "lowered": 0.5, "raised": 0.8}]},
        "pivots": {"rows": rows, "members": 31, "total": 0.8},
        "frontier": {"points": [point, point | {"best": False, "cost": 5.0}], "cost": "Cost (points)"},
        "phase": {"x": x, "y": y, "z": z, "labels": labels, "own": (85, 95), "error": 0.03},
        "curves": {"x": x, "lines": [line], "labels": labels, "own": None},
        "reliability": {"cases": 58, "what": "adopted",
                        "bins": [{"predicted": 0.2, "observed": 0.25, "low": 0.1, "high": 0.5, "count": 8}]},
    }  # fmt: skip


ROOMS = {
    "31": list(NAMES)[:31],
    "3": ["Alpha", "Bravo", "Charlie"],
    "1": ["Alone"],
    "57": [f"M{k}" for k in range(57)],
}


def assert_inside(ax) -> None:
    """Nothing that is drawn sticks out of the picture."""
    fig = ax.figure
    plots.caption(fig, "A NATO liaison office in Tokyo", "made_up · 400 runs · seed 0 · nacsim 0")
    fig.canvas.draw()
    box, (width, height) = fig.get_tightbbox(), fig.get_size_inches()
    assert box.x0 >= -0.03
    assert box.y0 >= -0.03
    assert box.x1 <= width + 0.03
    assert box.y1 <= height + 0.03


@pytest.mark.parametrize(("room", "kind"), [(r, k) for r in ROOMS for k in KINDS])
def test_figures_of_a_run_keep_inside_the_picture(room, kind):
    for name, data in run_data(ROOMS[room], kind).items():
        assert_inside(getattr(plots, name)(data))


@pytest.mark.parametrize("name", ["tokyo_liaison_office", "osce_chair_2024", "minimal"])
def test_every_figure_of_a_run_keeps_inside_the_picture(name):
    for figure, data in figures_of_a_run(name).items():
        assert_inside(RUN_FIGURES[figure][0](data))


@pytest.mark.parametrize("count", [2, 12])
def test_the_figure_of_experts_keeps_inside_the_picture_and_names_them(count):
    each = {
        f"e{k}": {"name": f"Expert number {k}", "members": {"FRA": {"resolve": 5 * k}}} for k in range(count)
    }
    case = load("tokyo_liaison_office").with_(experts=each)
    found = simulate(case, 60, jobs=1)
    told = summary(found) | {"experts": [
        {"expert": key, "name": one["name"], "weight": 1 / count, "adopted": {"share": 0.2, "low": 0.1, "high": 0.3}}
        for key, one in each.items()
    ]}  # fmt: skip
    data = RUN_FIGURES["experts"][1](tables.Run(case, found, count, told))
    assert [name for name, _ in data.rows] == ["France: resolve"]
    assert data.experts[1] == f"Expert number 1, weight {100 / count:.0f}%\nadopted in 20 of 100 (10 to 30)"
    assert_inside(RUN_FIGURES["experts"][0](data))


def test_figures_of_exploring_keep_inside_the_picture():
    for name, data in explore_data().items():
        assert_inside(getattr(plots, name)(data))


def test_every_figure_draws_on_the_axes_it_is_given_and_changes_no_setting():
    import matplotlib

    before = dict(matplotlib.rcParams)
    data = figures_of_a_run("minimal") | explore_data()
    assert set(data) == set(plots.__all__) - {"RUN_FIGURES", "caption", "save"}
    for name, value in data.items():
        ax, drawing = Figure(figsize=(7, 5)).add_subplot(), RUN_FIGURES.get(name, [getattr(plots, name)])[0]
        assert drawing(value, ax=ax) is ax
        assert ax.get_title(loc="left"), name
    assert dict(matplotlib.rcParams) == before


def test_saved_figures_are_the_same_bytes_and_leave_nothing_else(tmp_path):
    for folder in ("a", "b"):
        ax = plots.outcomes(run_data(ROOMS["3"], "mixed")["outcomes"])
        paths = plots.save(ax.figure, tmp_path / folder / "outcomes")
        assert [p.suffix for p in paths] == [".png", ".svg"]
    for name in ("outcomes.png", "outcomes.svg"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert len(list((tmp_path / "a").iterdir())) == 2


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
    seen = {name: lab(np.array(VISION[vision]) @ linear(c)) for name, c in COLOUR.items()}
    assert min(np.linalg.norm(seen[a] - seen[b]) for a, b in combinations(seen, 2)) > 26


def test_outcomes_can_be_told_apart_in_grey_and_be_written_on():
    lightness = [lab(linear(COLOUR[name]))[0] for name in OUTCOMES]
    assert min(abs(a - b) for a, b in combinations(lightness[: len(ALWAYS)], 2)) > 8
    assert min(abs(a - b) for a, b in combinations(lightness, 2)) > 6
    assert min(abs(a - b) for a, b in pairwise(lightness)) > 23
    for name in OUTCOMES:
        paper, ink = (
            linear(c) @ [0.2127, 0.7152, 0.0722] + 0.05 for c in (COLOUR[name], HEX.get(INK[name], INK[name]))
        )
        assert max(paper, ink) / min(paper, ink) > 4.4, name


HEX = {"white": "#FFFFFF"}


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
