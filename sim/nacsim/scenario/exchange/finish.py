"""From a draft to the document of a scenario, with all that is assumed told beside the option that changes it."""

import re
from fractions import Fraction
from typing import Any

from nacsim.data import members
from nacsim.scenario.exchange.cells import Cells, unstated
from nacsim.scenario.exchange.draft import Draft, Row
from nacsim.scenario.exchange.measure import Measure
from nacsim.scenario.exchange.notes import Notes, many, some
from nacsim.scenario.exchange.numbers import Cell, number, plain, shown, value_of
from nacsim.scenario.exchange.options import Options, unused
from nacsim.scenario.exchange.scale import Scale
from nacsim.scenario.exchange.seats import seat

ANYTHING = {"low": 0, "high": 100}
MOST_ACTORS = 2_000
"""Everybody may listen to everybody, so a room costs by the square."""

PROSE = ("note", "source", "confidence")


class Finish:
    """One draft on its way to a document."""

    def __init__(self, draft: Draft, options: Options, notes: Notes):
        self.draft, self.options, self.notes = draft, options, notes
        self.scales: dict[str, Scale] = {}

    def document(self) -> dict[str, Any]:
        """The document; raises ScenarioError with every mistake in the table."""
        self.check_options()
        self.limit()
        self.council = seat(self.draft, self.options, self.notes)
        self.cells = Cells(self.draft, self.options, self.notes)
        self.cells.read()
        self.cells.fill()
        self.scales = Measure(self.draft, self.cells, self.options, self.notes).measure()
        self.notes.raise_any()
        return self.write()

    def limit(self) -> None:
        """Refuse a room in which nobody could sit."""
        count = len({row.actor for row in self.draft.rows})
        if count > MOST_ACTORS:
            self.notes.stop(f"has {count:,} actors; at most {MOST_ACTORS:,} are read")

    def check_options(self) -> None:
        """An option for an issue that is not there is a mistake."""
        for name in {"position", "salience", "resolve"} & self.draft.issues.keys():
            self.notes.stop(f'an issue may not be called "{name}", which is a key; choose another name')
        for name in ("scale", "proposed", "status_quo", "floor", "lumpy"):
            also = ("salience", "resolve", "position") if name == "scale" else ()
            for wrong in unused(getattr(self.options, name), self.draft.issues, also):
                self.notes.stop(
                    f"--{name.replace('_', '-')} {wrong}=…: no such issue; there are: "
                    f"{some(list(self.draft.issues), most=12)}"
                )

    def typed(self) -> dict[tuple[str, str], float]:
        """The certain positions as they stand in the table, by member and issue."""
        values = ((at, value_of(one.get("position"))) for at, one in self.cells.values.items())
        return {at: float(value) for at, value in values if value is not None}

    def write(self) -> dict[str, Any]:
        """The scenario's document."""
        draft, actors = self.draft, list(dict.fromkeys(row.actor for row in self.draft.rows))
        self._tell_forms()
        issues = {name: self._issue(name, words) for name, words in draft.issues.items()}
        entries = {actor: self._member(actor) for actor in actors}
        made: dict[str, Any] = {"title": self.options.title or draft.title}
        made |= self._room(actors)
        made |= {"issues": issues, "default": self._default()}
        made["members"] = {actor: entry for actor, entry in entries.items() if entry}
        made |= self._power(actors, made["members"])
        made |= draft.extra
        scales = {name: {"low": plain(s.low), "high": plain(s.high), "decimals": s.decimals}
                  for name in draft.issues if not (s := self.scales[name]).is_points}  # fmt: skip
        if scales:
            made["coding"] = {**draft.extra.get("coding", {}), "scale": scales}
        return made

    def _room(self, actors: list[str]) -> dict[str, Any]:
        if not self.council:
            return {"roster": actors}
        absent = [code for code in members.NAMES if code not in actors]
        return {"absent": absent} if absent else {}

    def _tell_forms(self) -> None:
        draft = self.draft
        actors = len({row.actor for row in draft.rows})
        counted = f"{many(actors, 'actor')}, {many(len(draft.issues), 'issue')}"
        self.notes.read.insert(0, f"{draft.kind}: {counted}")
        if len(draft.issues) > 1 and self.options.one_matter:
            self.notes.read.append(
                f"one matter over {len(draft.issues)} issues, so salience is divided by that"
            )
        elif len(draft.issues) > 1:
            self.notes.loud.append((
                f"{len(draft.issues)} issues count in full, each with its salience; if they are parts of one matter, "
                "it counts that many times over", "--one-matter divides the salience",
            ))  # fmt: skip

    def _issue(self, name: str, words: dict[str, Any]) -> dict[str, Any]:
        scale, made = self.scales[name], dict(words)
        unit = self.draft.units.get(name, "")
        if not scale.is_points:
            for key, value in (("zero", scale.low), ("hundred", scale.high)):
                number_ = shown(value) + (f" {unit}" if unit else "")
                said = str(made.get(key, ""))
                named = re.search(rf"(?<![\d.,]){re.escape(shown(value))}(?![\d.,]*\d)", said)
                made[key] = said if named else f"{number_}: {said}" if said else number_
        for key, usual in (("status_quo", scale.low), ("proposed", scale.high)):
            place = self._text(key, name, scale)
            if place is not None:
                made[key] = place
            elif key not in made:
                made[key] = scale.points(usual)
                self._assume_text(key, name, scale, usual)
        return made | self._whole(name, scale)

    def _text(self, key: str, issue: str, scale: Scale) -> int | float | None:
        """A place on the table's own scale that an option gives, in points; with a % it is in points already."""
        named = getattr(self.options, key)
        text = named.get(issue, named.get(""))
        if text is None:
            return None
        value, option = number(str(text), "."), f"--{key.replace('_', '-')} {text}"
        if value is None:
            self.notes.stop(
                f"{option} is no number; needed: a place on the scale from {scale}, or points as 80%"
            )
        own = Scale() if str(text).strip().endswith("%") else scale
        if not own.holds(value):
            self.notes.stop(
                f"{option} is beyond the scale from {own}, on which the table counts; points are written 80%"
            )
        return own.points(value)

    def _assume_text(self, key: str, issue: str, scale: Scale, value: Fraction) -> None:
        what = {"status_quo": "the status quo is at", "proposed": "the text is tabled at"}[key]
        place = shown(value) if scale.is_points else f"{shown(value)} ({scale.points(value)} of 100)"
        where = f" on {issue}" if len(self.draft.issues) > 1 else ""
        self._assume(f"{what} {place}{where}", f"--{key.replace('_', '-')} NUMBER")

    def _assume(self, what: str, option: str) -> None:
        if len(self.draft.issues) > 3 and " on " in what:
            what = f"{what.rpartition(' on ')[0]} on every issue without another"
        if (what, option) not in self.notes.assumed:
            self.notes.assumed.append((what, option))

    def _whole(self, name: str, scale: Scale) -> dict[str, Any]:
        lumpy = self.options.lumpy.get(name, self.options.lumpy.get(""))
        if lumpy not in (None, False, "false"):
            return {"lumpy": True}
        if lumpy is None and "lumpy" not in self.draft.issues[name]:
            self._assume(
                "the text is divisible, so that a compromise can win a lone opponent; taken whole or not at all, the "
                "answer may be another", "--lumpy or --divisible",
            )  # fmt: skip
        floor = self._text("floor", name, scale)
        if floor is None:
            self._assume(
                "no floor is named: how far the sponsors let the text be watered down follows past decisions",
                "--floor NUMBER",
            )
        return {} if floor is None else {"floor": floor}

    def _default(self) -> dict[str, Any]:
        drawn = self.options.resolve is None
        resolve = ANYTHING if drawn else plain(Fraction(str(self.options.resolve)))
        lacking = [a for a in dict.fromkeys(r.actor for r in self.draft.rows) if self._resolve(a) is None]
        if lacking and drawn:
            who = "" if "resolve" not in self.draft.given else f" for {some(lacking)}"
            self._assume(
                f"resolve is not known{who}: drawn from 0 to 100 in every run",
                "--resolve NUMBER, or a column",
            )
        salience = 0
        if "salience" not in self.draft.given and self.options.salience is None:
            self.notes.loud.append(
                ("no salience: drawn from 0 to 100 in every run", "--salience NUMBER, or --column")
            )
        pairs = {(row.actor, row.issue) for row in self.draft.rows}
        actors = {row.actor for row in self.draft.rows}
        if len(pairs) < len(actors) * len(self.draft.issues):
            self.notes.assumed.append(
                ("an actor without a line on an issue does not care about it (salience 0)", "")
            )
        return {"position": 50, "salience": salience, "resolve": resolve}

    def _resolve(self, actor: str) -> Cell | None:
        cells = [one for row in self._rows_of(actor) if (one := self.cells.of(row).get("resolve"))]
        if any(one != cells[0] for one in cells):
            self._tell(f"resolve differs over the issues of {actor}; the first is taken", "")
        return cells[0] if cells else None

    def _tell(self, what: str, option: str) -> None:
        if (what, option) not in self.notes.loud:
            self.notes.loud.append((what, option))

    def _member(self, actor: str) -> dict[str, Any]:
        rows = self._rows_of(actor)
        position = {r.issue: self._quantity("position", r.issue, self.cells.of(r)) for r in rows}
        salience = {r.issue: self._salience(self.cells.of(r)) for r in rows}
        made: dict[str, Any] = {}
        for key, values in (("position", position), ("salience", salience)):
            known = {issue: value for issue, value in values.items() if value is not None}
            whole = len(self.draft.issues) == 1 and len(known) == 1
            if known:
                made[key] = next(iter(known.values())) if whole else known
        strength = self._resolve(actor)
        if strength:
            made["resolve"] = self.scales["resolve"].quantity(strength)
        for key in PROSE:
            said = dict.fromkeys(r.cells[key].strip() for r in rows if r.cells.get(key, "").strip())
            if said:
                made[key] = "; ".join(said)
        return made

    def _rows_of(self, actor: str) -> list[Row]:
        if not hasattr(self, "by_actor"):
            self.by_actor: dict[str, list[Row]] = {}
            for row in self.draft.rows:
                self.by_actor.setdefault(row.actor, []).append(row)
        return self.by_actor[actor]

    def _quantity(self, key: str, scale: str, cells: dict[str, Cell | None]) -> Any:
        one = cells.get(key)
        if not one:
            return None
        if unstated(one):
            return dict(ANYTHING) if "whole" in one else 50
        return self.scales[scale].quantity(one)

    def _salience(self, cells: dict[str, Cell | None]) -> Any:
        value = self._quantity("salience", "salience", cells)
        if value is None:
            value = (
                dict(ANYTHING)
                if self.options.salience is None
                else plain(Fraction(str(self.options.salience)))
            )
        return _divided(value, len(self.draft.issues)) if self.options.one_matter else value

    def _power(self, actors: list[str], entries: dict[str, Any]) -> dict[str, Any]:
        """Everybody listens in proportion to capability; nothing to write if it is the same for all."""
        given = {a: [v for r in self._rows_of(a) if (v := value_of(self.cells.of(r).get("capability"))) is not None]
                 for a in actors}  # fmt: skip
        power = {actor: sum(values, Fraction(0)) / len(values) for actor, values in given.items() if values}
        if not power:
            how = (
                "who listens to whom as in the member table" if self.council else "all are listened to alike"
            )
            self._assume(f"no capability: {how}", "--column capability=HEADING")
            return {}
        unlike = [actor for actor, values in given.items() if len(set(values)) > 1]
        if unlike:
            self._tell(f"capability differs over the issues of {some(unlike)}; the mean is taken", "")
        if not any(power.values()):
            self.notes.stop("0 for everybody; needed: somebody above 0", 1, "capability")
        if len(set(power.values())) == 1 and len(power) == len(actors):
            return {"network": {"base": "equal"}} if self.council else {}
        mean = sum(power.values(), Fraction(0)) / len(power)
        for actor in actors:
            entries.setdefault(actor, {})["capability"] = plain(power.get(actor, mean))
        return {"network": {"base": "capability"}}


def _divided(value: Any, by: int) -> Any:
    if isinstance(value, dict):
        return {k: v if k == "weights" else _divided(v, by) for k, v in value.items()}
    return [_divided(v, by) for v in value] if isinstance(value, list) else plain(Fraction(value) / by)
