"""One council in Mesa's own viewer: step it, play it, choose another run.

usage: pip install ".[mesa-viz]" and then: solara run experiments/council_viz.py

The page of `nacsim web` answers faster and does more; this one is for people who come from Mesa. It shows a
`Council` (one ally one Agent) with SolaraViz: the seats and what was said in the last silence, the text on the table,
and the number of objectors round by round. A slider takes effect when Reset is pressed, as SolaraViz has it.
Without a network, solara also needs the package solara-assets.
"""

import math

try:
    import solara
    from mesa.visualization import SolaraViz, make_plot_component
    from mesa.visualization.utils import update_counter
except ImportError as error:
    raise SystemExit(f'Mesa\'s viewer needs {error.name}: python -m pip install ".[mesa-viz]"') from None

from nacsim.council.agents import Council
from nacsim.vocabulary import OUTCOME

SCENARIO = "tokyo_liaison_office"
SAYS = {True: "#a8400a", False: "#f0c3a1", None: "#eef1f3"}  # breaks silence, objects in silence, consents
WIDTH, HEIGHT, SEAT = 560, 300, 19  # pixels of the drawing; radius of a seat


class Watched(Council):
    """A council that SolaraViz can make anew from plain numbers; its minutes count the objectors."""

    def __init__(self, run: int = 0, seed: int = 0):
        super().__init__(SCENARIO, run=run, seed=seed)


def seats(number: int) -> list[tuple[float, float]]:
    """Places on three half circles, from left to right, in pixels."""
    radii = [HEIGHT * share for share in (0.44, 0.65, 0.86)]
    share = [round(number * radius / sum(radii)) for radius in radii]
    share[-1] += number - sum(share)
    angles = [(k / max(1, n - 1), radius) for n, radius in zip(share, radii, strict=True) for k in range(n)]
    places = [(math.pi * (1 - part), radius) for part, radius in sorted(angles)]
    return [(WIDTH / 2 + r * math.cos(a), HEIGHT - 24 - r * math.sin(a)) for a, r in places]


def drawing(council: Council) -> str:
    """The room as SVG, each seat coloured by what its member did in the last silence."""
    parts = []
    for member, (x, y) in zip(council.members, seats(len(council.members)), strict=True):
        says = bool(member.speaks) if council.round and member.objects else None
        ink = "#fff" if says else "#12202b"
        parts.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{SEAT}" fill="{SAYS[says]}" stroke="#8593a1"/>')
        label = f'<text x="{x:.0f}" y="{y + 4:.0f}" text-anchor="middle" font-size="11" fill="{ink}">'
        parts.append(f"{label}{member.code}</text>")
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="100%">{"".join(parts)}</svg>'


@solara.component
def Room(council: Council):
    """The seats, the text on the table, and how it stands."""
    update_counter.get()
    text = ", ".join(f"{name} at {points:.0f}" for name, points in dict(council.text).items())
    state = OUTCOME[council.outcome].meaning if council.outcome else "talks go on"
    solara.Markdown(f"**Round {council.round}: {state}.** On the table: {text}.")
    solara.HTML(unsafe_innerHTML=drawing(council))
    objectors = ", ".join(council.objectors) or "nobody"
    solara.Markdown(f"Objects: {objectors}" if council.round else "Nothing has been put under silence yet.")


def whole(ax) -> None:
    """Objectors are counted, from none."""
    ax.set_ylim(bottom=0)
    for axis in (ax.xaxis, ax.yaxis):
        axis.get_major_locator().set_params(integer=True)


PARAMETERS = {
    "run": {"type": "SliderInt", "value": 0, "label": "Run", "min": 0, "max": 99, "step": 1},
    "seed": {"type": "SliderInt", "value": 0, "label": "Seed", "min": 0, "max": 20, "step": 1},
}
model = Watched()
Page = SolaraViz(
    model,
    components=[Room, make_plot_component("objectors", post_process=whole)],
    model_params=PARAMETERS,
    name="NACSIM: one council",
)
