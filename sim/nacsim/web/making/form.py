"""A question's tables laid out as a form: sections, entries and fields, each with its value and what is wrong with it."""

from typing import Any

from nacsim.data import members
from nacsim.narrate import names_of
from nacsim.scenario import Scenario
from nacsim.scenario.mistakes.errors import Mistakes, Problem, Source, dotted
from nacsim.scenario.mistakes.explain import read_document
from nacsim.scenario.quantity import is_by_name
from nacsim.scenario.quantity import plain as as_table
from nacsim.scenario.reading.merge import table_of
from nacsim.scenario.seating import seating_of
from nacsim.web.making.edits import found_at
from nacsim.web.making.fields import fields_of
from nacsim.web.making.typed import shown

Tables = dict[str, Any]
JUDGED = ("position", "salience", "resolve")
FIELDS: dict[tuple[str, ...], tuple[str, ...]] = {
    (): ("title", "question", "proposal", "status_quo", "date"),
    ("issues", "*"): ("label", "zero", "midpoint", "hundred", "status_quo", "proposed", "floor", "lumpy"),
    ("default",): (*JUDGED, "note"),
    ("groups", "*"): ("members", *JUDGED, "note"),
    ("members", "*"): (*JUDGED, "note"),
    ("actors", "*"): ("name", "stance", "reach", "note"),
    ("events", "*"): ("round", "probability", "members", "note"),
    ("events", "*", "change"): JUDGED,
    ("procedure",): ("rule", "rounds", "days_per_round", "opt_out"),
    ("procedure", "conditions", "*"): ("needed", "of"),
    ("chair",): ("amends", "side_payments", "shelves"),
    ("uncertainty",): ("position_sd",),
    ("experts", "*"): ("name", "weight"),
    ("experts", "*", "members", "*"): (*JUDGED, "note"),
    ("experts",): ("pool", "only"),
}
"""Fields that are always on show; the others are offered, and shown where the text has them."""
ONCE = ("chair", "uncertainty", "network", "ratification", "road", "noted", "parameters", "observed")
"""Tables of which there is one, beside the procedure."""


class Form:
    """The layout of one question. `scenario` is None while it has mistakes; then what members inherit is not known."""

    def __init__(self, tables: Tables, scenario: Scenario | None, problems: list[Problem]):
        self.tables, self.scenario = tables, scenario
        # what experts say of members has fields of its own
        self.alone = scenario and scenario.without_experts()
        self.issues = list(table_of(tables.get("issues")))
        self.wrong: dict[str, list[str]] = {}
        for problem in problems:
            self.wrong.setdefault(problem.key, []).append(problem.message)
        self.said: set[str] = set()

    def laid_out(self) -> dict[str, Any]:
        """The form as JSON."""
        seated, room, names = self.seats()
        made = {
            "title": str(self.tables.get("title", "")),
            "sections": self.sections(),
            "issues": [
                [name, str(table_of(self.tables["issues"][name]).get("label") or name)]
                for name in self.issues
            ],
            "members": self.members(room),
            "default": self.entry(("default",), ("default",), table_of(self.tables.get("default"))),
            "room": {
                "roster": isinstance(self.tables.get("roster"), list),
                "seated": [[code, names.get(code, code)] for code in seated],
                "absent": [code for code in _list(self.tables.get("absent")) if isinstance(code, str)],
                "names": names,
            },
            "groups": list(members.GROUPS),
        }
        made["loose"] = [
            {"key": key, "message": message}
            for key, found in self.wrong.items()
            if key not in self.said
            for message in found
        ]
        return made

    def seats(self) -> tuple[list[str], list[str], dict[str, str]]:
        """Who could sit, who does, and their names."""
        if self.scenario is not None:
            room, names = list(self.scenario.room), names_of(self.scenario)
        else:
            room, names = [], {}
        doc = read_document(self.tables, Mistakes([Source("", "")]))
        if doc is None:
            return room, room, names
        seating = seating_of(doc)
        return list(seating.seated), room or list(seating.codes), {**seating.names, **names}

    def sections(self) -> dict[str, Any]:
        """Everything but the members."""
        made: dict[str, Any] = {"question": [self.entry((), (), self.tables)]}
        for key in ("issues", "groups", "actors"):
            made[key] = [
                self.entry((key, name), (key, "*"), one)
                for name, one in table_of(self.tables.get(key)).items()
            ]
        events = _list(self.tables.get("events"))
        made["events"] = [self.event(k, one) for k, one in enumerate(events)]
        made["procedure"] = self.rules()
        made["rest"] = [
            self.entry((key,), (key,), table_of(self.tables.get(key)), key in self.tables) for key in ONCE
        ]
        made["experts"] = self.experts()
        return made

    def entry(
        self, path: tuple[str, ...], pattern: tuple[str, ...], table: Any, there: bool = True
    ) -> dict[str, Any]:
        """One table: the fields on show, the keys that are offered, and mistakes about the table itself."""
        table, always = table_of(table), FIELDS.get(pattern, ())
        known = fields_of(pattern)
        on = [key for key in (*always, *(k for k in known if k in table and k not in always)) if key in known]
        fields = [field for key in on for field in self.fields((*path, key), known[key].kind, table.get(key))]
        return {
            "path": list(path),
            "pattern": ".".join(pattern),
            "there": there,
            "fields": fields,
            "more": [key for key in known if key not in on],
            "wrong": self.at(path, inside=False) if path else [],
        }

    def fields(self, path: tuple[str, ...], kind: str, value: Any) -> list[dict[str, Any]]:
        """The fields of a key: one, or one for each issue."""
        if kind != "by_issue" or not self.issues:
            return [self.field(path, value)]
        by_issue = is_by_name(value)
        made = [
            self.field((*path, name), value.get(name) if by_issue else value, name) for name in self.issues
        ]
        if by_issue:  # what is said of an issue that is not there is shown, to be mended
            made += [
                self.field((*path, name), one, name) for name, one in value.items() if name not in self.issues
            ]
        if by_issue:
            made[0]["wrong"] = [*self.at(path, inside=False), *made[0]["wrong"]]
        return made

    def field(self, path: tuple[str, ...], value: Any, issue: str | None = None) -> dict[str, Any]:
        """One field: where, what stands there as one would type it, what is wrong, and what it would be without."""
        wrong = self.at(path)
        if issue is not None and not wrong and not is_by_name(found_at(self.tables, path[:-1])):
            wrong = self.at(path[:-1])  # one value for all issues
        made = {
            "path": list(path),
            "value": _rows(value) if is_by_name(value) else shown(value),
            "wrong": wrong,
        }
        if issue is not None:
            made["issue"] = issue
        below = self.below(path) if value is None else None
        return made if below is None else {**made, "inherits": below}

    def at(self, path: tuple[str, ...], inside: bool = True) -> list[str]:
        """What is wrong at a key, or (`inside`) within its value."""
        key = dotted(path)
        found = [k for k in self.wrong if k == key or (inside and k.startswith(f"{key}."))]
        self.said.update(found)
        return [f"{k.removeprefix(key).lstrip('.')}: {m}".lstrip(": ") for k in found for m in self.wrong[k]]

    def below(self, path: tuple[str, ...]) -> Any:
        """What a member has from the layers below its own line, as one would type it."""
        if self.alone is None or path[0] != "members" or len(path) < 3 or path[1] not in self.alone.members:
            return None
        held: Any = getattr(self.alone.members[path[1]], path[2], None) if path[2] in JUDGED else None
        for part in path[3:]:
            held = held.get(part) if isinstance(held, dict) else None
        if held is None:
            return None
        return shown(held if isinstance(held, (int, float)) else as_table(held))

    def members(self, room: list[str]) -> list[dict[str, Any]]:
        """A row for each member: those with a line of their own in the order of the text, then the others in the room."""
        own = table_of(self.tables.get("members"))
        codes = [*own, *(code for code in room if code not in own)]
        rows = []
        for code in codes:
            row = self.entry(("members", code), ("members", "*"), own.get(code, {}), code in own)
            rows.append({**row, "code": code, "in": code in room})
        return rows

    def event(self, k: int, event: Any) -> dict[str, Any]:
        """An event with what it changes."""
        at = ("events", str(k))
        made = self.entry(at, ("events", "*"), event)
        made["fields"] += self.entry(
            (*at, "change"), ("events", "*", "change"), table_of(event).get("change")
        )["fields"]
        made["wrong"] += [m for key in ("change", "set") for m in self.at((*at, key), inside=False)]
        if "set" in table_of(event):
            made["fields"] += self.entry((*at, "set"), ("events", "*", "change"), event["set"])["fields"]
        return made

    def rules(self) -> list[dict[str, Any]]:
        """The procedure, and the conditions of a rule that has several."""
        table = table_of(self.tables.get("procedure"))
        each = _list(table.get("conditions"))
        at = ("procedure", "conditions")
        return [
            self.entry(("procedure",), ("procedure",), table),
            *(self.entry((*at, str(k)), (*at, "*"), one) for k, one in enumerate(each)),
        ]

    def experts(self) -> dict[str, Any]:
        """How experts are pooled, and what each says of members."""
        table = table_of(self.tables.get("experts"))
        each = []
        for name, expert in table.items():
            if not isinstance(expert, dict):
                continue
            at = ("experts", name)
            made = self.entry(at, ("experts", "*"), expert)
            made["views"] = [
                {**self.entry((*at, "members", code), ("experts", "*", "members", "*"), view), "code": code}
                for code, view in table_of(expert.get("members")).items()
            ]
            each.append(made)
        return {"pool": self.entry(("experts",), ("experts",), table), "each": each}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _rows(value: Tables) -> list[list[Any]]:
    return [[name, shown(one)] for name, one in value.items()]
