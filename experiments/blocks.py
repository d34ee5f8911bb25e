"""Parts of the documentation that the code itself says: tables and sections between `<!-- name -->` and `<!-- end -->`.

`experiments/refresh.py` puts them in; nothing is simulated here.
"""

import ast
import csv
import importlib
import inspect
import re
from collections.abc import Callable
from pathlib import Path

from page_tables import table

from nacsim.explore.costs import GUESSES
from nacsim.narrate.folder import FILES
from nacsim.narrate.validate import CASES
from nacsim.narrate.words import PARAMETER_NAMES
from nacsim.results.columns import TABLES
from nacsim.rules import decision, ending, isolation, redraft, shelving, speaking, state
from nacsim.vocabulary import CATEGORY, FIGURES, OUTCOME, PARAMETERS, RULE

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "sim" / "nacsim" / "rules"
CALIBRATED = ROOT / "sim" / "nacsim" / "data" / "calibrated.csv"

PLAY = (
    "events", "consultation", "gain", "actors", "isolation", "silence", "speaking", "decision", "conditions",
    "abstention", "gavel", "staying_out", "elsewhere", "note", "road", "redraft", "sponsors", "side_payments", "shelving",
    "in_the_chair", "ratification", "ending",
)  # fmt: skip
"""Files of `rules` that hold the theory, in the order of play; `round` puts them in that order."""
MACHINERY = {
    "round": "the order of play",
    "state": "the arrays of a council and their axes; no logic",
    "shapes": "the shapes of these arrays, which a test holds every rule to",
    "votes": "what members answer and what their answers count for",
    "objectors": "those who object, one after the other",
    "fixed_point": "how a least fixed point is found in many councils at once",
    "sums": "sums over members in an order of their own",
    "entry_points": "decision rules from other packages, and the laws they are held to",
}
"""The other files of `rules`, and what each is for."""


def submodels() -> str:
    """Every file of the theory: its docstring, under the name of the file."""
    parts = []
    for k, name in enumerate(PLAY, start=1):
        module = importlib.import_module(f"nacsim.rules.{name}")
        head, _, body = inspect.cleandoc(module.__doc__ or "").partition("\n")
        link = f"[`{name}.py`](../sim/nacsim/rules/{name}.py)"
        body = body.strip("\n")
        parts.append(f"### 7.{k} {_topic(head)}\n\n{link}. {_rest(head)}\n\n{body}".rstrip())
    return "\n\n".join(parts)


def _topic(head: str) -> str:
    """The subject of a docstring: what stands before its colon or full stop."""
    return re.split(r"[:.]", head)[0]


def _rest(head: str) -> str:
    """What a docstring's first line says of its subject."""
    told = head.partition(":")[2].strip() if ":" in head else ""
    return f"{told[:1].upper()}{told[1:]}" if told else ""


def machinery() -> str:
    """The files of `rules` that hold no theory."""
    rows = [(f"[`{name}.py`](../sim/nacsim/rules/{name}.py)", what) for name, what in MACHINERY.items()]
    return table(("file", "what for"), rows)


FIELD = re.compile(r"^    (\w+): ([^#=\n]+?)(?: = [^#\n]+)?(?:  # (.+))?$", re.MULTILINE)
SHAPES = {"R": "runs", "N": "members", "D": "issues", "1": "1"}


def state_variables() -> str:
    """The arrays that a council is made of, from `rules/state.py`: what each is, and its axes."""
    parts = []
    for kind in (
        state.Room,
        state.Issues,
        state.Members,
        state.Road,
        state.Note,
        state.Luck,
        state.Terms,
        state.State,
    ):
        rows = [
            (f"`{name}`", axes(shape), what) for name, shape, what in FIELD.findall(inspect.getsource(kind))
        ]
        parts.append(
            f"**`{kind.__name__}`**: {_plain(kind)}\n\n{table(('variable', 'axes or type', 'meaning'), rows)}"
        )
    return "\n\n".join(parts)


def _plain(kind: type) -> str:
    head = inspect.cleandoc(kind.__doc__ or "").partition("\n")[0]
    return f"{head[:1].lower()}{head[1:]}"


def axes(shape: str) -> str:
    """The axes of an array, from the name of its shape: DNR1 is issues × members × runs or 1."""
    shape = shape.strip()
    missing = " or none" if shape.endswith(" | None") else ""
    shape = shape.removesuffix(" | None")
    if not re.fullmatch(r"[DNR]+1?", shape):
        return f"`{shape}`{missing}"
    names = [SHAPES[letter] for letter in shape if letter != "1"]
    if shape.endswith("1"):
        names = [*names[:-1], "runs or 1"] if shape[-2] == "R" else [*names, "1"]
    return " × ".join(names) + missing


def drawn() -> dict[str, list[float]]:
    """The calibrated values of each parameter in order, for those that vary."""
    with CALIBRATED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = {name: sorted(float(row[name]) for row in rows) for name in rows[0] if name in PARAMETERS}
    return {name: values for name, values in found.items() if values[0] < values[-1]}


def fixed() -> dict[str, float]:
    """The value of each parameter that does not vary: that of the calibrated set, else its default."""
    with CALIBRATED.open(encoding="utf-8") as file:
        row = next(csv.DictReader(file))
    return {
        name: float(row.get(name, entry.default)) for name, entry in PARAMETERS.items() if name not in drawn()
    }


def value_of(name: str) -> str:
    """The value of a parameter: the middle and the central 90 % of the calibrated set, or a number."""
    values = drawn().get(name)
    if values is None:
        return f"{fixed()[name]:g}"
    low, middle, high = (values[int(q * (len(values) - 1))] for q in (0.05, 0.5, 0.95))
    return f"{middle:.2g} ({low:.2g} to {high:.2g})"


def parameters() -> str:
    """The global parameters, briefly: value, source in a word, meaning."""
    rows = [
        (f"`{name}`", value_of(name), (entry.source or "past decisions").partition(":")[0], entry.meaning)
        for name, entry in PARAMETERS.items()
    ]
    return table(("parameter", "middle, and 90 %", "from", "meaning"), rows)


def priors() -> dict[str, tuple[float, float, bool, str]]:
    """What calibration began with: lowest, highest, whether even in the logarithm, and why."""
    tree = ast.parse((ROOT / "experiments" / "calibrate.py").read_text(encoding="utf-8"))
    named = (
        node
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "PRIOR"
    )
    return ast.literal_eval(next(named).value)


def all_parameters() -> str:
    """The global parameters in full: value, what a user may set, and where the value comes from."""
    rows, prior = [], priors()
    for name, entry in PARAMETERS.items():
        source = entry.source
        if name in drawn():
            low, high, log, why = prior[name]
            even = "even in the logarithm, " if log else ""
            source = f"past decisions; prior {low:g} to {high:g}, {even}because: {why}"
        kind = "whole, " if entry.whole else ""
        rows.append(
            (f"`{name}`", entry.meaning, value_of(name), f"{kind}{entry.low:g} to {entry.high:,g}", source)
        )
    return table(("parameter", "meaning", "value (90 %)", "may be set to", "source"), rows)


CONSTANTS = (
    (isolation, "FALLS", "power with which isolation falls as resolve grows",
     "design: chosen by theory where past decisions could not tell"),
    (speaking, "LEAST_VOICE", "weight of a member without resolve among those who might speak", "design"),
    (shelving, "PATIENCE", "rounds in a row without headway after which a text is shelved", "design"),
    (shelving, "LEAST_MOVE", "least move of an issue that counts as headway, share of the scale",
     "what people would notice: a point"),
    (shelving, "LEAST_OFFER", "least sum of offers that counts as headway, units of gain",
     "what people would notice: half a point"),
    (redraft, "LEAST_NEED", "what an objector lacks who objects only in company, units of gain", "design: not nothing"),
    (ending, "CHANGED", "move of the principal issue beyond which a text is amended, share of the scale",
     "definition of the outcomes"),
    (ending, "BACK", "distance from the status quo within which nothing is left of a text, share of the scale",
     "definition of the outcomes"),
    (decision, "QMV_MEMBERS", "share of members of a qualified majority", "Article 16(4) TEU"),
    (decision, "QMV_POPULATION", "share of the population of a qualified majority", "Article 16(4) TEU"),
)  # fmt: skip
"""Numbers of the rules that nobody can set."""


def constants() -> str:
    """The numbers in the rules that are part of their design."""
    rows = []
    for module, name, meaning, source in CONSTANTS:
        file = module.__name__.rpartition(".")[2]
        rows.append((f"`{name}`", f"`{file}.py`", f"{getattr(module, name):g}", meaning, source))
    return table(("constant", "file", "value", "meaning", "source"), rows)


def outcomes() -> str:
    """The six outcomes, as files and sentences call them."""
    rows = [(f"`{key}`", entry.meaning, "yes" if entry.adopted else "no") for key, entry in OUTCOME.items()]
    return table(("in files", "in sentences: the text is", "adopted"), rows)


def rules() -> str:
    """The decision rules that have a name."""
    return "\n".join(f"- `{key}`: the Council {entry.sentence}." for key, entry in RULE.items())


def glossary_parameters() -> str:
    """The parameters by name, as people call them, and what each means."""
    rows = [
        (f"`{name}`", PARAMETER_NAMES.get(name, name.replace("_", " ")), entry.meaning)
        for name, entry in PARAMETERS.items()
    ]
    return table(("in files", "in sentences", "meaning"), rows)


def categories() -> str:
    """Kinds of matter, by whether the others may go ahead without some."""
    kinds = [
        (
            "taking part is the matter, and some may stay out",
            [c.key for c in CATEGORY.values() if c.takes_part],
        ),
        (
            "it binds all, and hardly anybody stays out",
            [c.key for c in CATEGORY.values() if not c.takes_part],
        ),
    ]
    lines = [f"- {what}: {', '.join(f'`{name}`' for name in names)};" for what, names in kinds]
    return "\n".join(lines) + "\n- any other word counts as binding."


def run_files() -> str:
    """The files of a folder of `nacsim run --out`, but for the figures."""
    asked = {name: "with `--rounds`, " if kind.asked else "" for name, kind in TABLES.items()}
    rows = [(f"`{name}.csv`", f"{asked[name]}one row a {kind.rows}") for name, kind in TABLES.items()]
    rows += [("`about.txt`", "what is in the folder, how to read it, how to play the run again")]
    rows += [(f"`{name}`", what) for name, what in FILES.items()]
    return table(("file", "what"), rows)


def cases_columns() -> str:
    """The columns of cases.csv, which `nacsim validate --out` writes."""
    rows = [(f"`{name}`", *said) for name, said in CASES.items()]
    return table(("column", "type", "unit", "meaning"), rows)


def figures() -> str:
    """Every figure: where it comes from, what it asks, and the first line of what is said of it in the code."""
    from nacsim.narrate.figures import WORDS
    from nacsim.plots import RUN_FIGURES
    from nacsim.plots.answers import FIGURES as OF_ANSWERS
    from nacsim.plots.surfaces import curves, phase

    found = {name: ("`run`", RUN_FIGURES[name][0]) for name in FIGURES}
    sweeps = {"curves": ("`sweep` over one input", curves), "phase": ("`sweep` over two", phase)}
    for kind, some in OF_ANSWERS.items():
        if kind != "Summary":
            found |= {name: (f"`{OF[kind]}`", drawing) for name, (drawing, _) in some.items()}
        if kind == "Agenda":
            found |= sweeps
    rows = []
    for name, (origin, drawing) in found.items():
        key = name if f"{name}.question" in WORDS else drawing.__name__
        shows = inspect.cleandoc(drawing.__doc__ or "").partition("\n")[0].rstrip(".")
        rows.append((f"[`{name}`](#{key})", origin, WORDS[f"{key}.question"], shows))
    return table(("figure", "of", "asks", "shows"), rows)


OF = {
    "Comparison": "compare",
    "Agenda": "agenda",
    "Sensitivity": "sensitivity",
    "Pivots": "pivots",
    "Bridge": "bridge",
    "Discovery": "discover",
    "Agreement": "agree",
    "Validation": "validate",
}
"""The command that gives each kind of result."""


def costs() -> str:
    """What each kind of lever is taken to cost."""
    rows = [(f"`{kind}`", f"{guess.cost:g}", guess.of) for kind, guess in GUESSES.items()]
    return table(("kind", "points of effort", "for"), rows)


BLOCKS: dict[str, Callable[[], str]] = {
    "costs": costs,
    "parameters": parameters,
    "all parameters": all_parameters,
    "constants": constants,
    "submodels": submodels,
    "machinery": machinery,
    "state": state_variables,
    "outcomes": outcomes,
    "glossary parameters": glossary_parameters,
    "categories": categories,
    "rules list": rules,
    "run files": run_files,
    "cases columns": cases_columns,
    "figures": figures,
}
"""What stands between `<!-- name -->` and `<!-- end -->` on a page."""
