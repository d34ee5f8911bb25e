"""What the cells of a draft say: numbers and distributions, per cent, and what happens where there is none."""

from fractions import Fraction

from nacsim.scenario.exchange.draft import Draft, Row
from nacsim.scenario.exchange.headings import QUANTITIES
from nacsim.scenario.exchange.notes import Notes, some
from nacsim.scenario.exchange.numbers import Cell, cell, decimal_mark, is_gone, number, shown, value_of
from nacsim.scenario.exchange.options import Options
from nacsim.scenario.exchange.scale import values_of

PARTS = ("low", "mode", "high", "sd")
NUMBERS = ("capability", *QUANTITIES, *(f"{name}_{part}" for name in QUANTITIES for part in PARTS))
"""The keys whose cells are numbers."""


def unstated(cell: Cell) -> bool:
    """Whether a cell stands for the whole scale, or its middle, whichever the scale is."""
    return isinstance(cell, dict) and set(cell) in ({"whole"}, {"middle"})


class Cells:
    """The cells of a draft as numbers: `values` by actor and issue, `percent` the columns that had the sign."""

    def __init__(self, draft: Draft, options: Options, notes: Notes):
        self.draft, self.options, self.notes = draft, options, notes
        self.values: dict[tuple[str, str], dict[str, Cell | None]] = {}
        self.percent: set[tuple[str, str]] = set()
        self.decimal = "."

    def of(self, row: Row) -> dict[str, Cell | None]:
        """The cells of one row by key; None where there is no value, empty where it is wrong."""
        return self.values[row.actor, row.issue]

    def read(self) -> None:
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
        known = value_of(value)
        if value is None or (key == "capability" and (known is None or known < 0)):
            wanted = "a number from 0 up" if key == "capability" else "a number"
            self.notes.wrong(row.line, key, f'"{text}" will not do; allowed: {wanted}{self._hint(text)}')
            return {}
        return value

    def _hint(self, text: str) -> str:
        other = "," if self.decimal == "." else "."
        return f"; is it --decimal {other}?" if number(text, other) is not None else ""

    def _combine(self, row: Row, read: dict[str, Cell | None]) -> dict[str, Cell | None]:
        """Columns such as position, position_low and position_high made one distribution."""
        made = {key: value for key, value in read.items() if key in ("capability", *QUANTITIES)}
        for name in QUANTITIES:
            parts = {p: v for p in PARTS if (v := value_of(read.get(f"{name}_{p}"))) is not None}
            whole = value_of(read.get(name))
            if not parts:
                continue
            if "sd" in parts and parts["sd"] < 0:
                self.notes.wrong(
                    row.line, f"{name}_sd", f"{shown(parts['sd'])} will not do; allowed: a number from 0 up"
                )
            elif "sd" in parts and whole is not None and len(parts) == 1:
                made[name] = {"mean": whole, "sd": parts["sd"]}
            elif "low" in parts and "high" in parts and "sd" not in parts:
                middle = {"mode": whole} if whole is not None else {}
                spread = {"low": parts["low"], **middle, **parts}
                made[name] = spread
                self._ordered(row, name, spread)
            else:
                self.notes.wrong(
                    row.line, name, "needs low and high, or a value and sd, to be a distribution"
                )
        return made

    def _ordered(self, row: Row, name: str, made: dict[str, Fraction]) -> None:
        order = [made[key] for key in ("low", "mode", "high") if key in made]
        if sorted(order) != order:
            self.notes.wrong(
                row.line, name, f"{' ≤ '.join(map(shown, order))} is not so; needed: low ≤ mode ≤ high"
            )

    def _per_cent(self, keys: list[str]) -> None:
        """Per cent signs: a column has them throughout or not at all, and then counts from 0 to 100."""
        for key in (k for k in keys if k in ("capability", *QUANTITIES)):
            for issue in self.draft.issues:
                cells = [(r.line, r.cells[key]) for r in self.draft.by_issue[issue] if key in r.cells]
                cells = [(line, text) for line, text in cells if not is_gone(text)]
                marked = [text.rstrip().endswith("%") for _, text in cells]
                if any(marked) and not all(marked):
                    line = next(
                        line for (line, _), is_marked in zip(cells, marked, strict=True) if not is_marked
                    )
                    self.notes.wrong(line, key, "has no % where others have one; needed: all or none")
                elif any(marked):
                    self.percent.add((key, issue))
        if self.percent:
            self.notes.read.append(f"per cent signs in {', '.join(sorted({key for key, _ in self.percent}))}")

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
                self.notes.wrong(
                    row.line, key, f"{what}; needed: a number, or --missing uncertain or default"
                )
            return
        fillers = {key: self._filler(key) for key in {key for _, key in gone}}
        for row, key in gone:
            self.values[row.actor, row.issue][key] = fillers[key]
        cells = some([f"{row.actor} ({key})" for row, key in gone], most=8)
        how = {"uncertain": "drawn from the whole scale in every run",
               "default": "put at the middle of the scale for position, at the mean for salience"}  # fmt: skip
        power = (
            "; capability at the mean of the others" if any(key == "capability" for _, key in gone) else ""
        )
        self.notes.loud.append((f"without a value: {cells}; {how[self.options.missing]}{power}", "--missing"))

    def _filler(self, key: str) -> Cell:
        if key == "capability" or (self.options.missing == "default" and key == "salience"):
            given = [v for cells in self.values.values() if (c := cells.get(key)) for v in values_of(c)]
            return {"value": sum(given, Fraction(0)) / len(given) if given else Fraction(1)}
        return {"middle": Fraction(0)} if self.options.missing == "default" else {"whole": Fraction(0)}
