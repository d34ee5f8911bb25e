"""The targets of `fuzzed.py`: functions that read a text of somebody's, as commands and the page call them.

Each has good examples, and is made in a folder of its own. Nothing is played but a few councils.
"""

import json
import shutil
import zlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from contextlib import redirect_stderr, suppress
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock
from urllib.parse import urlencode

from damaged import ACTORS, COSTS, DECIDE, DEU, EXPERIMENT, QUESTION, VALUES, reseal, unfinished
from fuzzed import Target, texts, together

import nacsim
from nacsim.cli import again, plot
from nacsim.cli.play import again as again_of_log
from nacsim.council.seat import play
from nacsim.explore.costs import read_costs
from nacsim.explore.design import axis, design, read_axis, read_experiment
from nacsim.explore.sweep import Survey, extremes
from nacsim.files.ledger import NAME, Ledger
from nacsim.files.reading import decoded
from nacsim.history import deu
from nacsim.scenario import load, loads
from nacsim.scenario.exchange import read_quietly
from nacsim.scenario.exchange.coding_sheet import coding_text, read_coding
from nacsim.scenario.reading.link import is_link

TABLES, SAVED = (Path(__file__).parent / name for name in ("tables", "saved"))

# --- scenarios, and what is set in them

SHORT = """title = "A text"
roster = ["A", "B", "C"]
[issues.deal]
status_quo = 0
proposed = 80
[default]
position = 50
salience = 60
resolve = 40
"""
PARTS = (
    '[members]\nA = { position = 10, resolve = { mean = 70, sd = 10 }, veto = true }\nB = { note = "so", weight = 3 }\n',
    '[issues.money]\nstatus_quo = 10\nproposed = 60\nlumpy = true\nresidue = 5\n[members.A.position]\ndeal = 1\nmoney = 2\n',
    "[groups.few]\nmembers = ['A', 'B']\nshared = true\nsalience = { low = 5, mode = 7, high = 100 }\n",
    '[actors.Z]\nstance = -40\nreach = { A = 50, B = 20 }\n',
    '[experts]\npool = "quantiles"\n[experts.ann]\nweight = 2\nmembers = { A = { position = 90 } }\n[experts.bob]\n',
    '[[events]]\nname = "vote"\nround = 2\nmembers = ["A"]\nprobability = 0.5\nset = { position = 90 }\n'
    '[[events]]\nround = 3\ngiven = { vote = 0.5 }\nmembers = ["B"]\nchange = { position = -40 }\n',
    '[procedure]\nrule = "qualified_majority"\nrounds = 6\nopt_out = false\n',
    '[procedure]\n[[procedure.conditions]]\nneeded = 0.55\nof = "members"\n[[procedure.conditions]]\nneeded = 2\n',
    "[network]\nties = { A = { B = 0.6, C = 0.4 } }\n[uncertainty]\nposition_sd = 12\n[parameters]\ntau = 0.4\n",
    '[road]\nneeds = ["A"]\nworth = 50\n[chair]\namends = 0.5\n[noted]\nworth = 20\n',
    '[observed]\noutcome = "approved"\ndays = 20\ntext = { deal = 80 }\n',
)  # fmt: skip
ALLIES = (
    SHORT.replace('roster = ["A", "B", "C"]', 'date = 2023-07-11\nabsent = ["FRA"]')
    + "[groups.eu]\nresolve = 5\n"
)


def _language() -> list[str]:
    """The keys of scenarios, and values that they may have."""
    from nacsim.scenario.format.document import TABLES

    keys = sorted({key for table in TABLES.values() for key in table.model_fields})
    values = (
        "true",
        '"A"',
        '"deal"',
        "2023-07-11",
        "1979-05-27T07:32:00Z",
        "0.5",
        "100",
        '["A"]',
        "{}",
        '"unanimity"',
    )
    return [
        *keys,
        *values,
        "low",
        "high",
        "mean",
        "sd",
        "mode",
        "values",
        "weights",
        "FRA",
        "extends",
        "[[events]]",
    ]


def scenario(folder: Path) -> Target:
    """The text of a scenario, as a file is read."""
    examples = [
        SHORT.encode(),
        QUESTION.encode(),
        ALLIES.encode(),
        *((SHORT + part).encode() for part in PARTS),
    ]

    def put(data: bytes) -> None:
        loads(_as_text(data), "input")

    return Target(examples, texts(examples, _language()), put)


def _as_text(data: bytes) -> str:
    return decoded(data, "input")


def override(folder: Path) -> Target:
    """`KEY=VALUE` of `--set`, on a scenario with everything that can be set."""
    whole = loads(SHORT + "".join(PARTS[k] for k in (0, 2, 3, 4, 5, 6, 8, 9)), "input")
    examples = [
        b"members.A.position=40", b"default.resolve=30", b'members.B.note="so"', b"events.vote.probability=0.2",
        b"issues.deal.proposed=60", b"members.C.salience={ low = 10, high = 30 }", b"procedure.opt_out=true",
        b"experts.only=bob", b"parameters.tau=0.3", b"events.0.set.position=10", b'roster=["A", "B", "C", "D"]',
        b"title=Other", b"network.ties={ A = { B = 1 } }", b"actors.Z.reach.A=3", b"groups.few.members=['A']",
        b"procedure.needed=2",
    ]  # fmt: skip

    def put(data: bytes) -> None:
        load(whole, [data.decode("utf-8", "surrogateescape")])

    return Target(examples, texts(examples, _language()), put)


# --- tables of others


def table(folder: Path) -> Target:
    """Tables of actors, of votes and of our own, as `nacsim convert` and the page read them."""
    from nacsim.scenario.exchange import write_table

    brought = [
        path for path in sorted(TABLES.iterdir()) if path.suffix != ".md" and path.stat().st_size < 1_000
    ]
    examples = [
        *(path.read_bytes() for path in brought if "deu" not in path.name),
        ACTORS.encode(),
        b"| name | position |\n|---|---|\n| A | 10 |\n| B | 90 |\n",
        b"name\tposition\tcapability\nA\t25..60\t3\nB\t{ low = 5, high = 9 }\t2\n",
        b'[{"name": "A", "position": 10}, {"name": "B", "position": 80, "salience": 5}]',
        b"sep=;\nname;position\n'A';1\n'B';2\n",
        write_table(loads(SHORT, "input")).encode(),
    ]
    words = ["name", "actor", "position", "salience", "resolve", "capability", "vote", "member", "deal.position", "issue",
             "NA", "-", "50%", "1.000,5", "1e9", "1e-400", "France", "=1+1", ";", ",", "\t", "|", '"', "'", "#"]  # fmt: skip
    how = {"proposed": "100%", "status_quo": "0%", "missing": "default", "votes": True}
    return Target(examples, texts(examples, words), lambda data: read_quietly(data, **how))


def decide(folder: Path) -> Target:
    """DECIDE files, others' and ours."""
    from nacsim.scenario.exchange import write_decide

    more = "#P;deal;The deal\n#M;deal;0;nothing\n#M;deal;100;all\n#A;a;A\n#D;a;deal;90,5;40;20\n#D;b;deal;10;4;2\n"
    examples = [DECIDE.encode(), more.encode(), write_decide(loads(SHORT, "input")).encode()]
    words = [
        "#A",
        "#P",
        "#M",
        "#D",
        "#:",
        "deal",
        "A",
        "50",
        "-1",
        "1e400",
        "\t",
        ";",
        ",",
        "'",
        '"',
        "",
        "NA",
    ]
    return Target(
        examples, texts(examples, words), lambda data: read_quietly(data, proposed=80, status_quo=0)
    )


def data(folder: Path) -> Target:
    """The table of DEU, as `nacsim validate --deu` and `nacsim convert --act` read it."""
    path = folder / "deu.tsv"
    examples = [
        "\n".join("\t".join(row) for row in rows).encode() + b"\n" for rows in (DEU, DEU[:2], DEU[:3])
    ]
    words = ["prnr", "isnr", "counvte", "pcom", "rp", "out", "pat", "sat", "act1", "i1", "QMV", "Unan", "100", "-", "\t",
             "", "nan", "inf", "1e400", "105", "QMV (x)"]  # fmt: skip

    def put(text: bytes) -> None:
        path.write_bytes(text)
        try:
            for act in deu.acts(deu.read_deu(path)):
                deu.scenario_of(deu.principal_first(act))
        finally:
            read_quietly(text, act="act1")

    return Target(examples, texts(examples, words), put)


def sheet(folder: Path) -> Target:
    """Sheets that experts and coders send back, and logs of councils that people played."""
    question, path = loads(SHORT, "x"), folder / "log.json"
    answers = nacsim.write_sheet(question, filled=True).replace("your name here", "Ann").encode()
    coded = coding_text(question).replace(",,,,,,,", ",40,,,30,20,,").encode()
    log = json.dumps(
        play(question, "chair", lambda sight: {"text": {"deal": 70}, "pay": False}, 0, 0)
    ).encode()
    words = [
        "A",
        "deal",
        "member",
        "position",
        "confidence",
        "40",
        "25..60",
        "-1",
        "NA",
        ",",
        ";",
        '"',
        "#",
        "everybody else",
    ]
    acts = [
        "0",
        "null",
        "[]",
        '"A"',
        '"chair"',
        "true",
        '"text"',
        '"object"',
        '"shelve"',
        '"pay"',
        '"actions"',
    ]

    def played_again(data: bytes) -> None:
        path.write_bytes(data)
        again_of_log(path, question)

    return together({
        "answers": Target([answers], texts([answers], words), lambda data: nacsim.read_answers(question, [data])),
        "coded": Target([coded], texts([coded], words), lambda data: read_coding(data, question)),
        "log": Target([log], texts([log], acts, "json"), played_again),
    })  # fmt: skip


# --- experiments, costs and what is kept


def experiment(folder: Path) -> Target:
    """Experiment files up to the first council, inputs as they are typed, and files of costs."""
    path, question = folder / "input.toml", loads(QUESTION, "input")
    examples = [
        EXPERIMENT.encode(),
        b'scenario = "x"\ndesign = "lhs"\npoints = 8\n[inputs]\ndefault.resolve = { low = 0, high = 90 }\n',
        b'scenario = "x"\n[inputs]\nprocedure.rule = { values = ["unanimity", "consensus_minus_one"] }\n',
        COSTS.encode(),
        b'only_these = true\n[[levers]]\nset = ["default.resolve=4", "members.A.resolve=1"]\ncost = 1\nslot = "a"\n',
        b"default.salience=10:90:9", b"members.A.resolve=0:50", b"procedure.rule=unanimity,consensus_minus_one",
    ]  # fmt: skip
    words = ["scenario", "design", "runs", "seed", "set", "inputs", "points", "values", "low", "high", "n", "lhs", "grid",
             "sobol", "costs", "persuade", "levers", "cost", "words", "doubt", "slot", "unit", "0.5", "1000", "[0, 1]",
             "default.resolve", "true", '"x"', ":", ","]  # fmt: skip

    def put(data: bytes) -> None:
        path.write_bytes(data)
        if data.lstrip().startswith((b"unit", b"only", b"[costs", b"[[levers")):
            read_costs(path)
        elif b"\n" not in data:
            _planned(design("grid", [read_axis(data.decode("utf-8", "surrogateescape"))]), ())
        else:
            told = read_experiment(path)
            _planned(design(told.kind, told.axes, told.points, told.seed), told.overrides)

    def _planned(plan: Any, overrides: tuple[str, ...]) -> None:
        asked = load(question, overrides)
        for corner in (plan.points[0], plan.points[-1], *extremes(plan.axes)):
            asked.with_values(dict(zip(plan.keys, corner, strict=True)))

    return Target(examples, texts(examples, words), put)


def ledger(folder: Path) -> Target:
    """The ledger of a sweep that was stopped, and the result of one that was not, as the same sweep takes them up."""
    (folder / "s.toml").write_text(QUESTION, encoding="utf-8")
    unfinished(folder / "begun", folder / "s.toml")
    begun = (folder / "begun" / NAME).read_bytes()
    survey = Survey(load(folder / "s.toml"), design("grid", [axis("default.salience", (10, 90, 9))]), 400, 0)
    tasks, place, identity = list(survey.tasks()), folder / "taken", survey.identity
    place.mkdir()
    nacsim.sweep(folder / "s.toml", {"default.salience": (10, 90, 2)}, 5, out=folder / "whole", jobs=1)
    short = Survey(load(folder / "s.toml"), design("grid", [axis("default.salience", (10, 90, 2))]), 5, 0)
    result = (folder / "whole" / "sweep.json").read_bytes()

    def take_up(data: bytes) -> None:
        (place / NAME).write_bytes(data)
        with Ledger(place, identity) as held:
            survey._counted(tasks, held.done, held.path)

    def find_done(data: bytes) -> None:
        (place / "sweep.json").write_bytes(data)
        short.kept(place)

    return together({
        "ledger": Target([begun], texts([begun], ["0", "1", "null", "[]", "[[]]"], "jsonl"), take_up),
        "result": Target([result], texts([result], ["0", "[]"], "json"), find_done),
    })  # fmt: skip


def kept(folder: Path) -> Target:
    """A saved run with a file of it damaged and sealed anew, as `run --from`, `plot` and `load_result` read it."""
    run, result = folder / "run", folder / "kept.json"
    shutil.copytree(SAVED / "run", run)
    shutil.copy(SAVED / "pivots.json", result)
    names = "manifest.json", "run.json", "scenario.toml", "summary.json", "outcomes.npz"
    good = {run / name: (run / name).read_bytes() for name in names} | {result: result.read_bytes()}
    words = [
        "0",
        "null",
        "[]",
        '"A"',
        "1e999",
        "format",
        "sha256",
        "rows",
        "runs",
        "room",
        "range",
        "kind",
        "version",
    ]
    kinds = {".json": "json", ".toml": "text", ".npz": "zip"}

    def put(path: Path, data: bytes) -> None:
        path.write_bytes(data)
        try:
            if path == result:
                nacsim.load_result(path)
                return
            if path.name != "manifest.json":
                reseal(run, path.name, data)
            again.rows_digest(again.reopened(run))
            with redirect_stderr(None):  # it says of which version the run is
                plot.saved(run)
        finally:
            for each in {path, run / "manifest.json"}:
                each.write_bytes(good[each])

    return together({
        path.name: Target([data], texts([data], words, kinds[path.suffix]), partial(put, path))
        for path, data in good.items()
    })  # fmt: skip


# --- the page, and its links


def link(folder: Path) -> Target:
    """A link of the page, as `nacsim run LINK` opens it: a scenario in it, and changes of it."""
    told = [{"default.resolve": "40", "runs": "500", "seed": "3"}, {"members.A.position": '{"low":5,"high":9}'},
            {"A:scenario": "minimal", "A:default.resolve": "5", "tab": "many"}, {}]  # fmt: skip
    tomls = texts([SHORT.encode()], _language())
    words = [
        "scenario",
        "toml",
        "runs",
        "seed",
        "A:",
        "=",
        "&",
        "%",
        "%00",
        "%ff",
        "+",
        "#",
        "é",
        "default.resolve",
        "40",
    ]
    examples = [_link(SHORT.encode(), parts) for parts in told]
    plain = texts([*examples, b"#scenario=minimal&runs=5", b"http://127.0.0.1:8765/#scenario=x"], words)

    def made(chance: Random) -> bytes:
        if chance.random() < 0.7:
            return plain(chance)
        value = chance.choice(VALUES)
        changes = {"default.resolve": value if isinstance(value, str) else json.dumps(value)}
        return _link(tomls(chance), chance.choice(told) | changes)

    def put(data: bytes) -> None:
        text = data.decode("utf-8", "surrogateescape")
        if is_link(text):
            load(text)

    return Target(examples, made, put)


def _link(toml: bytes, parts: dict[str, str]) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = urlsafe_b64encode(packer.compress(toml) + packer.flush()).rstrip(b"=").decode()
    return b"#" + urlencode({"scenario": "x", "toml": packed, **parts}, errors="surrogatepass").encode()


OURS = {"scenario": "x", "toml": SHORT, "edits": {"members.A.position.deal": 85}}
FEW = {**OURS, "runs": 20, "seed": 1, "key": "k"}
ASKED: dict[str, list[dict[str, Any]]] = {
    "open": [OURS],
    "run": [{"pinned": OURS, "current": {**OURS, "edits": {}}, "runs": 20, "seed": 1, "key": "k"}],
    "doubts": [FEW],
    "curve": [{**FEW, "input": "members.A.position.deal"}],
    "changes": [FEW],
    "story": [
        {**FEW, "run": 3},
        {**FEW, "outcome": "approved", "which": "typical"},
        {**FEW, "outcome": "approved", "after": 3},
        {**FEW, "run": 0, "seat": ["A", "chair"], "acts": [True, {"text": {"deal": 60}}, False]},
    ],
    "reveal": [{**OURS, "toml": SHORT + PARTS[-1]}],
    "scenario.toml": [{**OURS, "sets": ["default.resolve=3"]}],
    "councils.csv": [FEW],
    "begin": [{"how": "blank"}, {"how": "copy", **OURS}],
    "table": [
        {"text": ACTORS, "options": {"proposed": "80", "status_quo": "0"}, "key": "k"},
        {"file": b64encode(ACTORS.encode()).decode(), "options": {"proposed": "80", "missing": "default"}},
        {
            "text": ACTORS,
            "options": {"scale": "0:100", "floor": "5", "lumpy": "no", "body": "roster", "decimal": ","},
        },
        {
            "text": ACTORS,
            "options": {"resolve": "5", "salience": 4, "title": "A", "separator": ";", "one_matter": "yes"},
        },
    ],
    "class": [
        {"do": "open", **FEW},
        {"do": "join", "code": "CODE", "name": "Ann"},
        {"do": "look", "code": "CODE", "key": "KEY"},
        {"do": "hand", "code": "CODE", "key": "KEY", "seat": "A", "person": "teacher"},
        {"do": "begin", "code": "CODE", "key": "KEY"},
        {"do": "again", "code": "CODE", "key": "KEY", "run": 4},
        {"do": "act", "code": "CODE", "key": "KEY", "seat": "A", "round": 1, "act": True},
    ],
    "job": [
        {
            **FEW,
            "ask": name,
            "page": "a page of a test",
            "target": 0.8,
            "inputs": ["members.B.resolve", "members.A.resolve"],
        }
        for name in ("pivots", "bridge", "next", "map", "sensitivity", "discover")
    ],
}
"""Questions of the page by their address; those of its editor are a target of their own, and `report.html` is as `run`."""


def page(folder: Path) -> Target:
    """The JSON of a page's question, as the server reads and answers it, on at most 20 councils."""
    words = ['"A"', '"chair"', '"deal"', '"members.A.resolve"', '"default.resolve"', "0", "1", "20", "true", "null", "[]",
             '"scenario"', '"toml"', '"edits"', '"runs"', '"run"', '"seat"', '"acts"', '"minimal"', '"blocked"']  # fmt: skip

    def put(name: str, body: bytes) -> None:
        with few_councils():
            answered(name, body)

    good = {name: [json.dumps(told).encode() for told in asked] for name, asked in ASKED.items()}
    return together({
        name: Target(bodies, texts(bodies, words, "json"), partial(put, name)) for name, bodies in good.items()
    })  # fmt: skip


def few_councils() -> Any:
    """No more councils in an answer than are played in a moment."""
    return mock.patch("nacsim.web.limits.RUNS", 20)


def answered(name: str, body: bytes) -> None:
    """A question put as the server puts it, and the answer made ready to be sent; what takes long is not played."""
    from starlette.responses import JSONResponse

    from nacsim.web.question import read_json

    told = read_json(body)
    if name == "job":
        asked_longer(told)
    elif name in ("curve", "changes"):
        unplayed(functions()[name], told)
    elif name == "class":
        in_class(told)
    else:
        found = functions()[name](told)
        JSONResponse(found) if isinstance(found, dict) else found.encode()


def asked_longer(told: Any) -> None:
    """A longer question, if there is one of that name."""
    from nacsim.web.longer import ASKS

    ask = ASKS.get(told.get("ask")) if isinstance(told, dict) and isinstance(told.get("ask"), str) else None
    if ask:
        unplayed(ask, told, lambda done, wanted: None)


def unplayed(ask: Callable[..., object], *told: Any) -> None:
    """A question up to the first council that it would play."""
    from nacsim.engine.workers import AtOnce
    from nacsim.web.jobs import Stopped

    with suppress(Stopped), mock.patch.object(AtOnce, "submit", side_effect=Stopped):
        ask(*told)


@cache
def functions() -> dict[str, Callable[[Any], Any]]:
    """The function that answers at each address."""
    from nacsim.web import api, explore, replay
    from nacsim.web.making import answers

    return {
        "open": api.opened, "run": api.run, "doubts": api.doubts, "curve": explore.curve, "changes": explore.one_change,
        "story": replay.story, "reveal": api.reveal, "scenario.toml": api.toml, "councils.csv": api.councils_csv,
        "edit": answers.edit, "begin": answers.begin, "table": answers.table,
    }  # fmt: skip


def in_class(told: Any) -> None:
    """A question to a class in which the teacher has a seat and somebody else has joined."""
    from nacsim.web.classes import Classes

    rooms = Classes()
    teacher = rooms.ask({"do": "open", **FEW})
    asks = {"code": teacher["code"], "key": teacher["key"]}
    rooms.ask({"do": "join", "code": teacher["code"], "name": "Bob"})
    rooms.ask({"do": "hand", **asks, "seat": "A", "person": "teacher"})
    if not isinstance(told, dict) or told.get("do") != "begin":
        rooms.ask({"do": "begin", **asks})
    if isinstance(told, dict):
        told = {
            key: asks[key] if value == key.upper() and key in asks else value for key, value in told.items()
        }
    rooms.ask(told)


OPS: list[dict[str, Any]] = [
    {"do": "type", "path": ["title"], "text": "An"},
    {"do": "type", "path": ["members", "A", "position"], "text": "25..60"},
    {"do": "type", "path": ["members", "A", "salience", "deal"], "text": "40 ± 10"},
    {"do": "type", "path": ["events", "0", "round"], "text": "3"},
    {"do": "type", "path": ["procedure", "veto"], "text": "A, B"},
    {"do": "type", "path": ["members", "A", "resolve"], "text": ""},
    {"do": "add", "path": ["issues"], "name": "More money"},
    {"do": "add", "path": ["members"], "name": "D, E"},
    {"do": "add", "path": ["events"]},
    {"do": "add", "path": ["procedure", "conditions"]},
    {"do": "drop", "path": ["issues", "deal"]},
    {"do": "move", "path": ["issues", "deal"], "by": 1},
    {"do": "drop", "path": ["events", "0"]},
    {"do": "sit", "name": "A", "in": False},
    {"do": "room", "name": "A, B; C"},
    {
        "do": "take",
        "document": {"issues": {"deal": {}}, "members": {"A": {"position": 9}}, "roster": ["A"]},
    },
]
"""Edits of every kind that the page's editor makes."""


def editor(folder: Path) -> Target:
    """Edits of a question that is made in the page: its text, and what is typed, added, dropped and taken in."""
    bases = [SHORT + PARTS[k] for k in (0, 5, 7)] + [SHORT.replace('roster = ["A", "B", "C"]\n', "")]
    words = ['"members"', '"A"', '"position"', '"issues"', '"events"', '"0"', '"deal"', '"groups"', '"experts"', '"type"',
             '"add"', '"drop"', '"25..60"', '"1e999"', '"½"', "true", "null", '"2023-07-11"', '"{ low = 1 }"']  # fmt: skip
    sent = [{"text": base, "name": "q", "key": "k", "ops": [op]} for base in bases for op in OPS]
    asked = texts([json.dumps(told).encode() for told in sent], words, "json")
    typed = texts([base.encode() for base in bases], _language())

    def make(chance: Random) -> bytes:
        if chance.random() < 0.7:
            return asked(chance)
        text = typed(chance).decode("utf-8", "replace")
        return json.dumps(
            {"text": text, "name": "q", "ops": chance.sample(OPS, chance.choice((0, 1, 2)))}
        ).encode()

    return Target([json.dumps(told).encode() for told in sent], make, lambda data: answered("edit", data))


TARGETS: dict[str, Callable[[Path], Target]] = {
    "scenario": scenario, "set": override, "table": table, "decide": decide, "deu": data, "sheet": sheet,
    "experiment": experiment, "ledger": ledger, "kept": kept, "link": link, "page": page, "editor": editor,
}  # fmt: skip
"""Every target by name, each made in a folder of its own."""
