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
from nacsim.narrate.words import many
from nacsim.nearest import offer
from nacsim.plots import explore_data, history_data, run_data
from nacsim.plots.codings import coded_twice, codings
from nacsim.plots.explore import boxes
from nacsim.plots.history import scores
from nacsim.plots.offered import run_figures
from nacsim.plots.questions import compare, frontier, pivots, tornado
from nacsim.plots.style import RUN_FIGURES, Drawing
from nacsim.plots.surfaces import curves, phase, reliability
from nacsim.results.answer import Answer
from nacsim.results.outcomes import Outcomes
from nacsim.results.summary import summary
from nacsim.results.tally import Tally

Taking = tuple[Drawing, Callable[[Any], Any]]
SWUNG = "Chance of adoption, one input from its 10% to its 90% quantile"


def _beside(validation: Any, name: str) -> dict[str, Any]:
    return history_data.beside(validation.to_dict(), name)


FIGURES: dict[str, dict[str, Taking]] = {
    "Summary": {"outcomes": (RUN_FIGURES["outcomes"][0], lambda r: r.to_dict())},
    "Comparison": {"compare": (compare, lambda r: explore_data.sides_of(r.to_dict()))},
    "Agenda": {"agenda": (compare, lambda r: explore_data.texts_of(r.to_dict()))},
    "Sensitivity": {"tornado": (tornado, lambda r: {**r["tornado"], "what": SWUNG})},
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
    size = len(answer["inputs"])  # type: ignore[index]
    return {"curves": curve} if size == 1 else {"phase": surface} if size == 2 else {}


def asked(answer: Answer) -> Any:
    """The scenario that a result is about. Raises WrongValue where it is not known."""
    if not answer.questions:
        raise WrongValue("this figure needs the scenario, and the result does not know it")
    return answer.questions[0]


def plot(answer: Answer, kind: str | None = None, *, ax: Axes | None = None, run: int = 0) -> Axes:
    """Draw a figure of a result; `run` chooses the council that the figure "story" tells."""
    known = figures(answer)
    kind = kind if kind is not None else next(iter(known), "")
    if kind not in known:
        more = (
            offer(kind, known) if known else "a sweep over one or two inputs has one; frame() has the points"
        )
        raise WrongValue(f"plot({kind!r}): no such figure; {more}")
    return known[kind][0](taken(answer, kind, run), ax=ax)


def taken(answer: Answer | Tally, kind: str, run: int = 0) -> Any:
    """What a figure takes of a result."""
    known = figures(answer)
    if kind not in known:
        raise WrongValue(f"{type(answer).__name__} has no figure {kind}; {offer(kind, known)}")
    take = known[kind][1]
    if isinstance(answer, Outcomes):
        return take(run_data.Run(asked(answer), answer, answer.tally(), answer.counted(), run))
    if isinstance(answer, Tally):
        try:
            return take(run_data.Run(None, None, answer, summary(answer), run))
        except (AttributeError, WrongType):
            raise WrongValue(f"the figure {kind} needs what simulate() returns, not counts alone") from None
    return take(answer)


def page(answer: Answer) -> str:
    """A result for a notebook: its sentence, its first figure, and where it comes from."""
    parts = [
        f"<p>{escape(answer.sentence())}</p>",
        *_picture(answer),
        f"<p><small>{escape(source(answer))}</small></p>",
    ]
    return "<div>" + "".join(parts) + "</div>"


def _picture(answer: Answer) -> Iterable[str]:
    if not figures(answer):
        return
    file = io.BytesIO()
    figure: Any = plot(answer).figure
    figure.savefig(file, format="png", dpi=110)
    yield f'<img alt="" src="data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}">'


def source(answer: Answer) -> str:
    """Scenario, councils, seed and version."""
    told: Any = answer.counted() if isinstance(answer, Outcomes) else answer
    names = (
        told.get("scenario")
        or ", ".join(told.get("scenarios", ()))
        or many(told.get("cases") or len(told.get("decisions", ())), "decision")
    )
    return f"{names} · {told['runs']:,} councils · seed {told['seed']} · nacsim {told['version']}"
