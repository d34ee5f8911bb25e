"""From a draft to the document of a scenario: numbers, what is missing, scales, the room, and what is assumed."""

from fractions import Fraction
from typing import Any

from nacsim.data import members
from nacsim.scenario.exchange import countries
from nacsim.scenario.exchange.draft import Draft, Row
from nacsim.scenario.exchange.headings import QUANTITIES
from nacsim.scenario.exchange.notes import Notes, some
from nacsim.scenario.exchange.numbers import Cell, cell, decimal_mark, is_gone, number, plain, shown
from nacsim.scenario.exchange.options import Options, ends_of, unused
from nacsim.scenario.exchange.scale import POINTS, Scale, decimals_of, recognise, tell_narrow, values_of

ANYTHING = {"low": 0, "high": 100}
PARTS = ("low", "mode", "high", "sd")
NUMBERS = ("capability", *QUANTITIES, *(f"{name}_{part}" for name in QUANTITIES for part in PARTS))
PROSE = ("note", "source", "confidence")
UNSURE = "distributions and ranges"


class Finish:
    """One draft on its way to a document; the steps in the order in which they are taken."""

    def __init__(self, draft: Draft, options: Options, notes: Notes):
        self.draft, self.options, self.notes = draft, options, notes
        self.values: dict[tuple[str, str], dict[str, Cell | None]] = {}
        self.scales: dict[str, Scale] = {}

    def document(self) -> dict[str, Any]:
        """The document; raises ScenarioError with every mistake in the table."""
        self.check_options()
        self.seat()
        self.read_numbers()
        self.fill()
        self.measure()
        self.notes.raise_any()
        return self.write()

    def check_options(self) -> None:
        """An option for an issue that is not there is a mistake."""
        for name in ("scale", "proposed", "status_quo", "floor", "lumpy"):
            also = ("salience", "resolve", "position") if name == "scale" else ()
            for wrong in unused(getattr(self.options, name), self.draft.issues, also):
                self.notes.stop(
                    f'--{name.replace("_", "-")} {wrong}=…: no such issue; there are: '
                    f"{some(list(self.draft.issues), most=12)}"
                )

    # who sits there

    def seat(self) -> None:
        """Find out whether the actors are allies, and give them their codes."""
        names = list(dict.fromkeys(row.actor for row in self.draft.rows if row.actor))
        found = {name: countries.ally(name) for name in names}
        wanted = self.options.body or self.draft.body
        allies = [name for name in names if found[name]]
        self.council = wanted == "council" or (wanted is None and len(allies) > 1 and len(allies) == len(names))
        if self.council:
            self._seat_council(names, found)
        elif len(allies) > 1 and wanted is None and 2 * len(allies) >= len(names):
            self._tell_others([name for name in names if not found[name]])
        self._refuse_twice()

    def _seat_council(self, names: list[str], found: dict[str, str | None]) -> None:
        for name in names:
            if not found[name]:
                close = countries.near(name)
                hint = f"; nearest: {members.NAMES[close]} ({close})" if close else ""
                self.notes.stop(f'"{name}" is no ally{hint}; --body roster takes the actors as they are named')
        for row in self.draft.rows:
            row.actor = found.get(row.actor) or row.actor
        renamed = [f"{name} = {found[name]}" for name in names if name != found[name]]
        if renamed:
            self.notes.read.append(f"names of allies: {some(renamed, most=40)}")
        if self.options.body is None:
            self.notes.loud.append((
                "all actors are allies, so they sit as the Council of today, the others absent", "--body roster",
            ))  # fmt: skip

    def _tell_others(self, strangers: list[str]) -> None:
        meant = [f"{name} (nearest: {members.NAMES[c]})" for name in strangers if (c := countries.near(name))]
        said = some(meant or strangers)
        self.notes.loud.append((f"most actors are allies, but not {said}; taken as they are named", "--body council"))

    def _refuse_twice(self) -> None:
        seen: set[tuple[str, str]] = set()
        for row in self.draft.rows:
            if not row.actor:
                self.notes.wrong(row.line, "actor", "no name; needed: one on every line")
            elif (row.actor, row.issue) in seen:
                self.notes.wrong(row.line, "actor", f"{row.actor} has a second line; needed: one each")
            seen.add((row.actor, row.issue))

    # what the cells say

    def read_numbers(self) -> None:
        """Every cell that should hold a number, as a number, or None where it says that there is none."""
        keys = [key for key in NUMBERS if any(key in row.cells for row in self.draft.rows)]
        texts = [row.cells[key] for row in self.draft.rows for key in keys if key in row.cells]
        self.decimal = decimal_mark(texts, self.draft.separator, self.options.decimal, self.notes)
        for row in self.draft.rows:
            read = {key: self._cell(row, key) for key in keys if key in row.cells}
            self.values[row.actor, row.issue] = self._combine(row, read)
        self._per_cent(keys)

    def _cell(self, row: Row, key: str) -> Cell | None:
        text = row.cells[key]
        if is_gone(text):
            return None
        value = cell(text, self.decimal)
        if value is None or (key == "capability" and ("value" not in value or value["value"] < 0)):
            wanted = "a number from 0 up" if key == "capability" else "a number"
            self.notes.wrong(row.line, self._at(key), f'"{text}" will not do; allowed: {wanted}{self._hint(text)}')
            return {}
        return value

    def _hint(self, text: str) -> str:
        other = "," if self.decimal == "." else "."
        return f"; is it --decimal {other}?" if number(text, other) is not None else ""

    def _at(self, key: str) -> str:
        return key

    def _combine(self, row: Row, read: dict[str, Cell | None]) -> dict[str, Cell | None]:
        """Columns such as position, position_low and position_high made one distribution."""
        made = {key: value for key, value in read.items() if key in ("capability", *QUANTITIES)}
        for name in QUANTITIES:
            parts = {p: v["value"] for p in PARTS if (v := read.get(f"{name}_{p}")) and "value" in v}
            whole = (read.get(name) or {}).get("value")
            if not parts:
                continue
            if "sd" in parts and whole is not None and len(parts) == 1:
                made[name] = {"mean": whole, "sd": abs(parts["sd"])}
            elif "low" in parts and "high" in parts and "sd" not in parts:
                middle = {"mode": whole} if whole is not None else {}
                made[name] = {"low": parts["low"], **middle, **parts}
                self._ordered(row, name, made[name])
            else:
                self.notes.wrong(row.line, name, "needs low and high, or a value and sd, to be a distribution")
        return made

    def _ordered(self, row: Row, name: str, made: Cell) -> None:
        order = [made[key] for key in ("low", "mode", "high") if key in made]
        if sorted(order) != order:
            self.notes.wrong(row.line, name, f"{' ≤ '.join(map(shown, order))} is not so; needed: low ≤ mode ≤ high")

    def _per_cent(self, keys: list[str]) -> None:
        """Per cent signs: a column has them throughout or not at all, and then counts from 0 to 100."""
        self.percent: set[tuple[str, str]] = set()
        for key in (k for k in keys if k in ("capability", *QUANTITIES)):
            for issue in self.draft.issues:
                cells = [(r.line, r.cells[key]) for r in self.draft.rows if r.issue == issue and key in r.cells]
                cells = [(line, text) for line, text in cells if not is_gone(text)]
                marked = [text.rstrip().endswith("%") for _, text in cells]
                if any(marked) and not all(marked):
                    line = next(line for (line, _), is_marked in zip(cells, marked, strict=True) if not is_marked)
                    self.notes.wrong(line, key, "has no % where others have one; needed: all or none")
                elif any(marked):
                    self.percent.add((key, issue))
        if self.percent:
            self.notes.read.append(f"per cent signs in {', '.join(sorted({key for key, _ in self.percent}))}")

    # what is missing

    def fill(self) -> None:
        """Cells without a value: refused, drawn from the whole scale, or given the usual value, as said."""
        gone = [(row, key) for row in self.draft.rows for key, value in self.values[row.actor, row.issue].items()
                if value is None and key != "resolve"]  # fmt: skip
        if not gone:
            return
        if self.options.missing == "error":
            for row, key in gone:
                text = row.cells.get(key, "").strip()
                what = f'"{text}" is no value' if text else "no value"
                self.notes.wrong(row.line, key, f"{what}; needed: a number, or --missing uncertain or default")
            return
        for row, key in gone:
            self.values[row.actor, row.issue][key] = self._filler(key)
        cells = some([f"{row.actor} ({key})" for row, key in gone], most=8)
        how = {"uncertain": "drawn from the whole scale in every run",
               "default": "put at the middle of the scale for position, at the mean for salience"}  # fmt: skip
        power = "; capability at the mean of the others" if any(key == "capability" for _, key in gone) else ""
        self.notes.loud.append((f"without a value: {cells}; {how[self.options.missing]}{power}", "--missing"))

    def _filler(self, key: str) -> Cell:
        if key == "capability" or (self.options.missing == "default" and key == "salience"):
            given = [v for cells in self.values.values() if (c := cells.get(key)) for v in values_of(c)]
            return {"value": sum(given, Fraction(0)) / len(given) if given else Fraction(1)}
        return {"middle": Fraction(0)} if self.options.missing == "default" else {"whole": Fraction(0)}

    # on which scale

    def measure(self) -> None:
        """The scale of every issue, of salience and of resolve; a value beyond its scale is a mistake."""
        for issue in self.draft.issues:
            what = "position" if len(self.draft.issues) == 1 else f"position on {issue}"
            self.scales[issue] = self._scale("position", [issue], what)
        for key in ("salience", "resolve"):
            self.scales[key] = self._scale(key, list(self.draft.issues), key)

    def _scale(self, key: str, issues: list[str], what: str) -> Scale:
        cells = [(r.line, c) for r in self.draft.rows if r.issue in issues
                 if (c := self.values[r.actor, r.issue].get(key)) and not {"middle", "whole"} & c.keys()]  # fmt: skip
        values = [value for _, c in cells for value in values_of(c)]
        scale = Scale(*self._ends(key, issues, values, what), decimals_of(values))
        beyond = [(line, v) for line, c in cells for v in values_of(c) if not scale.holds(v)]
        option = self._option(key, issues)
        for line, value in beyond[:3]:
            self.notes.wrong(line, key, f"{shown(value)} will not do; allowed: a number from {scale}, or {option}")
        if len(beyond) > 3:
            self.notes.wrong(None, key, f"{len(beyond) - 3} more beyond {scale}")
        if key == "position" and values and not beyond:
            self._recovered(scale, cells, what)
        return scale

    def _ends(self, key: str, issues: list[str], values: list[Fraction], what: str) -> tuple[Fraction, Fraction]:
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
        if not values or (key, issues[0]) in self.percent:
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
            self.notes.assumed.append((f"{key} is at most {shown(most)} throughout, so it counts from 0 to 1", option))
            return Fraction(0), Fraction(1)
        tenths = any(s.high == 10 and s.low == 0 for s in self.scales.values())
        if 0 < most <= 10 and tenths:
            self.notes.loud.append((f"{key} is at most {shown(most)}: taken as a scale from 0 to 10", option))
            return Fraction(0), Fraction(10)
        if 0 < most <= 10:
            self.notes.loud.append((f"{key} is at most {shown(most)} of 100 throughout", option))
        return POINTS

    def _recovered(self, scale: Scale, cells: list[tuple[int, Cell]], what: str) -> None:
        """No value may be typed with more digits than points of 100 can hold."""
        for line, one in cells:
            for value in values_of(one):
                if scale.original(scale.points(value)) != float(value):
                    self.notes.wrong(line, "position", f"{what} has more digits than can be kept; needed: at most 12")

    # the document

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
        issues = f"{len(draft.issues)} issue{'s' * (len(draft.issues) != 1)}"
        self.notes.read.insert(0, f"{draft.kind}: {actors} actor{'s' * (actors != 1)}, {issues}")
        if len(draft.issues) > 1 and self.options.one_matter:
            self.notes.read.append(f"one matter over {len(draft.issues)} issues, so salience is divided by that")
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
                made[key] = said if said and shown(value) in said else (f"{number_}: {said}" if said else number_)
        for key, usual in (("status_quo", scale.low), ("proposed", scale.high)):
            value = self._text(key, name, scale)
            if value is not None:
                made[key] = value
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
            self.notes.stop(f"{option} is no number; needed: a place on the scale from {scale}, or points as 80%")
        own = Scale() if str(text).strip().endswith("%") else scale
        if not own.holds(value):
            self.notes.stop(f"{option} is beyond the scale from {own}, on which the table counts; points are written 80%")
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
            self._assume("the sponsors table anything better than the status quo (no floor)", "--floor NUMBER")
        return {} if floor is None else {"floor": floor}

    def _default(self) -> dict[str, Any]:
        drawn = self.options.resolve is None
        resolve = ANYTHING if drawn else plain(Fraction(str(self.options.resolve)))
        lacking = [a for a in dict.fromkeys(r.actor for r in self.draft.rows) if self._resolve(a) is None]
        if lacking and drawn:
            who = "" if "resolve" not in self.draft.given else f" for {some(lacking)}"
            self._assume(f"resolve is not known{who}: drawn from 0 to 100 in every run", "--resolve NUMBER, or a column")
        salience = 0
        if "salience" not in self.draft.given and self.options.salience is None:
            self.notes.loud.append(("no salience: drawn from 0 to 100 in every run", "--salience NUMBER, or --column"))
        pairs = {(row.actor, row.issue) for row in self.draft.rows}
        actors = {row.actor for row in self.draft.rows}
        if len(pairs) < len(actors) * len(self.draft.issues):
            self.notes.assumed.append(("an actor without a line on an issue does not care about it (salience 0)", ""))
        return {"position": 50, "salience": salience, "resolve": resolve}

    def _resolve(self, actor: str) -> Cell | None:
        cells = (self.values[row.actor, row.issue].get("resolve") for row in self.draft.rows if row.actor == actor)
        return next((one for one in cells if one), None)

    def _member(self, actor: str) -> dict[str, Any]:
        rows = self._rows_of(actor)
        position = {r.issue: self._quantity("position", r.issue, self.values[actor, r.issue]) for r in rows}
        salience = {r.issue: self._salience(self.values[actor, r.issue]) for r in rows}
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
        if "whole" in one:
            return dict(ANYTHING)
        return 50 if "middle" in one else self.scales[scale].quantity(one)

    def _salience(self, cells: dict[str, Cell | None]) -> Any:
        value = self._quantity("salience", "salience", cells)
        if value is None:
            value = dict(ANYTHING) if self.options.salience is None else plain(Fraction(str(self.options.salience)))
        return _divided(value, len(self.draft.issues)) if self.options.one_matter else value

    def _power(self, actors: list[str], entries: dict[str, Any]) -> dict[str, Any]:
        """Everybody listens in proportion to capability; nothing to write if it is the same for all."""
        given = {a: [c["value"] for r in self._rows_of(a) if (c := self.values[a, r.issue].get("capability"))]
                 for a in actors}  # fmt: skip
        power = {actor: sum(values, Fraction(0)) / len(values) for actor, values in given.items() if values}
        if not power:
            self._assume("no capability: all are listened to alike", "--column capability=HEADING")
            return {}
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
