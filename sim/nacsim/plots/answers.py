"""The figures of every result, and how a notebook shows one."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterable
from functools import partial
from html import escape
from typing import Any

from matplotlib.axes import Axes

from nacsim.errors import WrongType, WrongValue
from nacsim.files.commit import commit
from nacsim.narrate import figures as figures_words
from nacsim.narrate.figures import says
from nacsim.narrate.words import subjects_of
from nacsim.nearest import offer
from nacsim.plots import ends_data, explore_data, history_data, run_data
from nacsim.plots.codings import coded_twice, codings
from nacsim.plots.explore import boxes
from nacsim.plots.history import scores
from nacsim.plots.look import figure_of, look, style
from nacsim.plots.offered import run_figures
from nacsim.plots.questions import compare, frontier, pivots, tornado
from nacsim.plots.sheet import caption
from nacsim.plots.style import RUN_FIGURES, Drawing
from nacsim.plots.surfaces import curves, phase, reliability
from nacsim.results.answer import Answer
from nacsim.results.outcomes import Outcomes
from nacsim.results.summary import summary
from nacsim.results.tally import Tally

Taking = tuple[Drawing, Callable[[Any], Any]]


def _beside(validation: Any, name: str) -> dict[str, Any]:
    return history_data.beside(validation.to_dict(), name)


def _ends(told: Any) -> Any:
    known = {code: code for code in told.members}
    asked = told.questions[0] if told.questions else None
    subjects = known | (subjects_of(asked) if asked else {})
    return ends_data.ends(told.to_dict(), subjects, asked.document.get("question") or "" if asked else "")


FIGURES: dict[str, dict[str, Taking]] = {
    "Summary": {"outcomes": (RUN_FIGURES["outcomes"][0], _ends)},
    "Comparison": {"compare": (compare, lambda r: explore_data.sides_of(r.to_dict(), r.questions))},
    "Agenda": {"agenda": (compare, lambda r: explore_data.texts_of(r.to_dict(), r.questions))},
    "Sensitivity": {"tornado": (tornado, lambda r: explore_data.tornado_of(r.to_dict()))},
    "Pivots": {"pivots": (pivots, lambda r: explore_data.parts(r.to_dict(), asked(r)))},
    "Bridge": {"frontier": (frontier, lambda r: explore_data.packages(r.to_dict()))},
    "Discovery": {"boxes": (boxes, lambda r: explore_data.found_boxes(r.to_dict()))},
    "Agreement": {"codings": (codings, lambda r: coded_twice(r.to_dict()))},
    "Validation": {
        "reliability": (reliability, lambda r: history_data.bins(r.to_dict())),
        **{name: (scores, partial(_beside, name=name)) for name in history_data.FIGURES},
    },
}
"""The figures of a result by its kind and their names: how each is drawn, and what it takes."""


def figures(answer: Answer | Tally) -> dict[str, Taking]:
    """The figures that a result has, the first being the one that is drawn where none is named."""
    if isinstance(answer, Outcomes | Tally):
        return run_figures()
    if type(answer).__name__ != "Sweep":
        return FIGURES[type(answer).__name__]
    curve = curves, lambda r: explore_data.curve(r.to_dict(), asked(r))
    surface = phase, lambda r: explore_data.surface(r.to_dict(), asked(r))
    if undrawn(answer):
        return {}
    return {"curves": curve} if len(answer["inputs"]) == 1 else {"phase": surface}  # type: ignore[index]


def undrawn(answer: Answer | Tally) -> str:
    """Why a result has no figure at all; empty if it has."""
    return explore_data.undrawn(answer) if type(answer).__name__ == "Sweep" else ""  # type: ignore[arg-type]


def asked(answer: Answer) -> Any:
    """The scenario that a result is about. Raises WrongValue where it is not known."""
    if not answer.questions:
        raise WrongValue("this figure needs the scenario, and the result does not know it")
    return answer.questions[0]


def plot(
    answer: Answer, kind: str | None = None, *, ax: Axes | None = None, run: int = 0, width: str = "page"
) -> Axes:
    """Draw a figure of a result; `run` chooses the council that the figure "story" tells.

    Without `ax` it stands on a sheet of its own, `width` "column", "page" or "slide", with its question and its source.
    """
    known = figures(answer)
    kind = kind if kind is not None else next(iter(known), "")
    if kind not in known:
        more = offer(kind, known) if known else undrawn(answer)
        raise WrongValue(f"plot({kind!r}): no such figure; {more}")
    drawn = known[kind][0](taken(answer, kind, run), ax=ax, width=width)
    if ax is None:
        caption(figure_of(drawn), heading(answer), source(answer))
    return drawn


def silent(answer: Answer, kind: str, run: int = 0) -> str:
    """Why a figure of a result has nothing to say, in a line; empty if it has."""
    drawing: Any = figures(answer)[kind][0]
    return str(drawing.silent(taken(answer, kind, run)))


def heading(answer: Answer) -> str:
    """What a result is about: the title of its scenario, where it is known."""
    return answer.questions[0].title if answer.questions else ""


RANGED = ("outcomes", "hemicycle")
"""Figures of a run that lead with the range over what is not known; it takes a second or two the first time."""


def taken(answer: Answer | Tally, kind: str, run: int = 0, *, ranged: bool = True) -> Any:
    """What a figure takes of a result; the range over what is not known unless it is not wanted."""
    known = figures(answer)
    if kind not in known:
        raise WrongValue(f"{type(answer).__name__} has no figure {kind}; {offer(kind, known)}")
    take = known[kind][1]
    if isinstance(answer, Outcomes):
        told = answer.summary() if kind in RANGED and ranged else answer.counted()
        return take(run_data.Run(asked(answer), answer, answer.tally(), told, run))
    if isinstance(answer, Tally):
        try:
            return take(run_data.Run(None, None, answer, summary(answer), run))
        except (AttributeError, WrongType):
            raise WrongValue(f"the figure {kind} needs what simulate() returns, not counts alone") from None
    return take(answer)


def page(answer: Answer) -> str:
    """A result for a notebook: its sentence, and its first figure, which says where it comes from."""
    parts = [
        f"<p>{escape(answer.sentence())}</p>",
        *_picture(answer),
    ]
    return "<div>" + "".join(parts) + "</div>"


def _picture(answer: Answer) -> Iterable[str]:
    if not figures(answer):
        return
    file = io.BytesIO()
    kind, (drawing, _) = next(iter(figures(answer).items()))
    figure: Any = drawing(taken(answer, kind, ranged=False)).figure
    caption(figure, heading(answer), source(answer))
    with style(look()):
        figure.savefig(file, format="png", dpi=110, metadata={"Software": None})
    yield f'<img alt="" src="data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}">'


def source(answer: Answer) -> str:
    """Scenario or decisions, councils, seed, version and commit."""
    told: Any = answer.counted() if isinstance(answer, Outcomes) else answer
    kind = type(answer).__name__
    if kind == "Validation":
        return figures_words.source(told, says("scores.cases", cases=told["cases"]), commit(), "source.cases")
    names = told.get("scenario") or ", ".join(dict.fromkeys(q.name for q in answer.questions))
    each = kind in ("Sweep", "Sensitivity", "Discovery")
    coded = dict.fromkeys(decision["first"] for decision in told.get("decisions") or ())
    several = ", ".join(told.get("scenarios") or coded)
    return figures_words.source(told, names or several, commit(), "source.each" if each else "source")
