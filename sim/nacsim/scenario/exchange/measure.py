"""On which scale a table counts: as said, as the table states, or as its numbers show, which is told."""

from fractions import Fraction

from nacsim.scenario.exchange.cells import Cells, unstated
from nacsim.scenario.exchange.draft import Draft
from nacsim.scenario.exchange.notes import Notes
from nacsim.scenario.exchange.numbers import shown
from nacsim.scenario.exchange.options import Options, ends_of
from nacsim.scenario.exchange.scale import POINTS, Scale, decimals_of, recognise, tell_narrow, values_of


class Measure:
    """The scales of a table: one for each issue, one for salience, one for resolve."""

    def __init__(self, draft: Draft, cells: Cells, options: Options, notes: Notes):
        self.draft, self.cells, self.options, self.notes = draft, cells, options, notes
        self.scales: dict[str, Scale] = {}

    def measure(self) -> dict[str, Scale]:
        """The scale of every issue, of salience and of resolve; a value beyond its scale is a mistake."""
        for issue in self.draft.issues:
            what = "position" if len(self.draft.issues) == 1 else f"position on {issue}"
            self.scales[issue] = self._scale("position", [issue], what)
        for key in ("salience", "resolve"):
            self.scales[key] = self._scale(key, list(self.draft.issues), key)
        return self.scales

    def _scale(self, key: str, issues: list[str], what: str) -> Scale:
        cells = [(r.line, c) for issue in issues for r in self.draft.by_issue[issue]
                 if (c := self.cells.of(r).get(key)) and not unstated(c)]  # fmt: skip
        values = [value for _, c in cells for value in values_of(c)]
        scale = Scale(*self._ends(key, issues, values, what), decimals_of(values))
        beyond = [(line, v) for line, c in cells for v in values_of(c) if not scale.holds(v)]
        option = self._option(key, issues)
        for line, value in beyond[:3]:
            self.notes.wrong(
                line, key, f"{shown(value)} will not do; allowed: a number from {scale}, or {option}"
            )
        if len(beyond) > 3:
            self.notes.wrong(None, key, f"{len(beyond) - 3} more beyond {scale}")
        if key == "position" and values and not beyond:
            self._kept(scale, values, what)
        return scale

    def _ends(
        self, key: str, issues: list[str], values: list[Fraction], what: str
    ) -> tuple[Fraction, Fraction]:
        name = issues[0] if key == "position" else key
        said = self._said(key, name)
        option = self._option(key, issues)
        if said is not None:
            ends = ends_of(said, self.notes)
            self.notes.read.append(f"{what} on the scale from {shown(ends[0])} to {shown(ends[1])}, as said")
            return ends
        stated = self.draft.ends.get(name)
        if stated:
            if stated != POINTS:
                self.notes.read.append(f"{what} on the scale from {shown(stated[0])} to {shown(stated[1])}, "
                                       f"as the table states [{option}]")  # fmt: skip
            return stated
        if not values or (key, issues[0]) in self.cells.percent:
            return POINTS
        if key == "position":
            return self._recognised(values, what, option)
        return self._as_shares(key, values, option)

    def _said(self, key: str, name: str) -> str | None:
        scale = self.options.scale
        if name in scale:
            return scale[name]
        return scale.get("position", scale.get("")) if key == "position" else None

    def _option(self, key: str, issues: list[str]) -> str:
        if key != "position":
            return f"--scale {key}=LOW:HIGH"
        return "--scale LOW:HIGH" if len(self.draft.issues) == 1 else f"--scale {issues[0]}=LOW:HIGH"

    def _recognised(self, values: list[Fraction], what: str, option: str) -> tuple[Fraction, Fraction]:
        ends = recognise(values, what, option, self.notes)
        tell_narrow(values, Scale(*ends), what, option, self.notes)
        return ends

    def _as_shares(self, key: str, values: list[Fraction], option: str) -> tuple[Fraction, Fraction]:
        """Salience and resolve of at most 1 throughout are shares of 1; of at most 10, tenths beside such positions."""
        most = max(values)
        if 0 < most <= 1:
            self.notes.assumed.append(
                (f"{key} is at most {shown(most)} throughout, so it counts from 0 to 1", option)
            )
            return Fraction(0), Fraction(1)
        tenths = any(s.high == 10 and s.low == 0 for s in self.scales.values())
        if 0 < most <= 10 and tenths:
            self.notes.loud.append((f"{key} is at most {shown(most)}: taken as a scale from 0 to 10", option))
            return Fraction(0), Fraction(10)
        if 0 < most <= 10:
            self.notes.loud.append((f"{key} is at most {shown(most)} of 100 throughout", option))
        return POINTS

    def _kept(self, scale: Scale, values: list[Fraction], what: str) -> None:
        """Say it where values are typed with more digits than points of 100 hold."""
        if any(scale.original(scale.points(value)) != float(value) for value in values):
            self.notes.read.append(
                f"{what} has more digits than points hold: the scenario keeps the first dozen"
            )
