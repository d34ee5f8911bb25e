"""The rules of one council written as a Mesa tutorial would: one agent a member, plain Python, no arrays.

It is what a modeller would first write, kept to compare speed and outcomes with, and not used by the package. The luck
of a run is handed over ready-made (`inputs`), so that run k here is run k of the ensemble. Ratification is left out.
"""

from dataclasses import dataclass
from math import exp, isnan
from typing import Any

import mesa
import numpy as np

from nacsim.engine.columns import only
from nacsim.engine.luck import BLOCK, lots
from nacsim.engine.sampling import draw
from nacsim.rules.state import Setting
from nacsim.vocabulary import OUTCOMES

LEAST_STAKE, LEAST_VOICE, LOUDEST = 0.2, 0.2, 1e9
LEAST_MOVE, LEAST_OFFER, CHANGED, BACK = 0.01, 0.005, 0.10, 0.05
MODEL_REPORTERS = {
    "text": lambda council: list(council.text),
    "objectors": lambda council: len(council.objectors()),
}
AGENT_REPORTERS = {"objects": "objects", "margin": "margin"}


@dataclass
class Inputs:
    """What one run starts from, as numbers and lists of them; `fresh[t][i]` is the luck of round t + 1."""

    members: list[dict[str, Any]]
    issues: list[dict[str, Any]]
    parameters: dict[str, float]
    events: list[dict[str, Any]]
    fresh: list[list[float]]
    stamina: float
    reserves: bool
    rule: str
    shelves: bool


def inputs(scenario: Any, run: int = 0, seed: int = 0) -> Inputs:
    """The drawn quantities of run `run`."""
    block, column = divmod(run, BLOCK)
    return of_run(draw(scenario, lots(seed, block)), column)


def of_run(setting: Setting, column: int) -> Inputs:
    """One column of a drawn block as plain numbers."""
    one = only(setting, np.array([column]))
    p = {name: float(value[0]) for name, value in one.parameters._asdict().items()}
    fresh = [one.luck.fresh(t, one.luck.column)[:, 0].tolist() for t in range(1, int(p["rounds"]) + 1)]
    room = one.room
    population = [1.0] * len(room.ties) if room.population is None else room.population.tolist()
    columns = {
        "ideal": one.members.ideal[:, :, 0].T, "salience": one.members.salience[:, :, 0].T,
        "resolve": one.members.resolve[:, 0], "lean": one.members.lean[:, 0], "forced": one.members.forced[:, 0],
        "lasting": one.luck.lasting[:, 0], "ties": room.ties, "company": room.company,
        "own": room.own[:, 0], "influence": room.influence[:, 0], "population": np.array(population),
    }  # fmt: skip
    events = [
        {
            "round": e.round, "happens": bool(e.happens[0]), "position": e.position[:, :, 0].T.tolist(),
            "salience": e.salience[:, :, 0].T.tolist(), "resolve": e.resolve[:, 0].tolist(),
        }
        for e in one.events
    ]  # fmt: skip
    stamina, reserves = float(one.luck.stamina[0]), bool(one.luck.reserves[0])
    return Inputs(
        listed(columns), issues_of(one), p, events, fresh, stamina, reserves, room.rule, room.shelves
    )


def listed(columns: dict[str, np.ndarray]) -> list[dict[str, Any]]:
    """One dictionary a member from columns."""
    lists = {name: column.tolist() for name, column in columns.items()}
    return [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]


def issues_of(one: Setting) -> list[dict[str, Any]]:
    """One dictionary an issue."""
    i = one.issues
    return listed(
        {
            "proposed": i.proposed[:, 0], "status_quo": i.status_quo[:, 0], "floor": i.floor[:, 0],
            "condition": np.array(i.condition), "lumpy": np.array(i.lumpy),
        }
    )  # fmt: skip


def clip(value: float) -> float:
    """Within 0-1."""
    return min(1.0, max(0.0, value))


class Member(mesa.Agent):
    """An ally: what it wants, what it is told, whether it objects."""

    def __init__(self, model: "Council", number: int, given: dict[str, Any]):
        super().__init__(model)
        self.number = number
        self.anchor = list(given["ideal"])
        self.position = list(given["ideal"])
        self.salience = list(given["salience"])
        self.resolve = given["resolve"]
        self.lean, self.forced, self.lasting = given["lean"], given["forced"], given["lasting"]
        self.ties, self.company, self.own = given["ties"], given["company"], given["own"]
        self.influence, self.population = given["influence"], given["population"]
        self.paid = self.worth = self.margin = 0.0
        self.heard: list[float] = []
        self.objects = self.joins = self.speaks = False

    @property
    def cost(self) -> float:
        """Of objecting all alone."""
        p = self.model.p
        return p["isolation"] * (1 - self.resolve) * (1 - p["self_reliance"] * self.own)

    def shift(self, event: dict[str, Any]) -> None:
        """An event changes what it wants for good."""
        for d, change in enumerate(event["position"][self.number]):
            self.position[d], self.anchor[d] = clip(self.position[d] + change), clip(self.anchor[d] + change)
        self.salience = [
            clip(w + c) for w, c in zip(self.salience, event["salience"][self.number], strict=True)
        ]
        self.resolve = clip(self.resolve + event["resolve"][self.number])

    def listen(self) -> None:
        """Hear what the others want now."""
        listens = self.model.p["openness"] * (1 - self.resolve)
        self.heard = []
        for d, anchor in enumerate(self.anchor):
            mean = sum(w * m.position[d] for w, m in zip(self.ties, self.model.members, strict=True))
            self.heard.append(anchor + listens * (mean - anchor))

    def adjust(self) -> None:
        """Say what it wants after listening."""
        self.position = self.heard

    def weigh(self) -> None:
        """What the text is worth to it, and with luck and payments whether it would object alone."""
        model, p = self.model, self.model.p
        asks = 1 - model.aspiration * self.resolve
        self.worth = p["pressure"] * model.moved * self.lean if self.lean else 0.0
        for d, issue in enumerate(model.issues):
            if issue["condition"] or model.text[d] != issue["status_quo"]:
                far = p["tau"] if issue["condition"] else abs(issue["status_quo"] - self.position[d])
                self.worth += self.salience[d] * (asks * far - abs(model.text[d] - self.position[d]))
        stake = sum(self.salience) + LEAST_STAKE
        luck = p["lasting_luck"] * self.lasting + p["fresh_luck"] * model.fresh[model.round - 1][self.number]
        self.margin = self.worth + stake * luck + self.paid + self.forced
        self.objects = self.margin + self.cost < 0
        self.joins = self.objects

    def look_around(self) -> None:
        """Whether the objections of others are cover enough."""
        silent = 1 - sum(v for v, m in zip(self.company, self.model.members, strict=True) if m.objects)
        self.joins = self.objects or self.margin + self.cost * silent < 0

    def join(self) -> None:
        """Object if there is cover."""
        self.objects = self.joins

    @property
    def minds(self) -> float:
        """How much it would mind the text, loud if it is resolved."""
        return min(-self.margin * (LEAST_VOICE + self.resolve), LOUDEST)

    def price(self) -> float:
        """What it is offered a round if it objects."""
        return self.model.p["side_payments"] * (1 - self.resolve)


class Council(mesa.Model):
    """One council of a Mesa tutorial: `run_model()` plays it to its end.

    `collects`: every round the text and the number of objectors are collected, and of every member whether it objects and
    what the text is worth to it, as tutorials do.
    """

    def __init__(self, given: Inputs, rng: Any = None, collects: bool = False):
        super().__init__(rng=rng)
        self.datacollector = mesa.DataCollector(MODEL_REPORTERS, AGENT_REPORTERS) if collects else None
        self.p, self.issues, self.events, self.fresh = (
            given.parameters,
            given.issues,
            given.events,
            given.fresh,
        )
        self.stamina, self.reserves, self.rule, self.shelves = (
            given.stamina, given.reserves, given.rule, given.shelves,
        )  # fmt: skip
        self.members = [Member(self, n, member) for n, member in enumerate(given.members)]
        self.text = [issue["proposed"] for issue in self.issues]
        self.round, self.stalled, self.borne, self.spent = 0, 0, 0.0, 0.0
        self.phase, self.first = "talks", ()
        self.aspiration = self.moved = 0.0
        getattr(mesa.Agent, "_ids", {}).pop(self, None)  # Mesa 3.3 keeps every model alive here

    def step(self) -> None:
        """One round."""
        self.round += 1
        for event in self.events:
            if event["round"] == self.round and event["happens"]:
                self.agents.do("shift", event)
        if self.round > 1:
            self.agents.do("listen")
            self.agents.do("adjust")
        self.put_under_silence()
        self.answer()
        self.running = self.phase == "talks"
        if self.datacollector is not None:
            self.datacollector.collect(self)

    def put_under_silence(self) -> None:
        """Who objects and who says so."""
        p, principal = self.p, self.issues[0]
        passed = min(1, (self.round - 1) / max(1, p["rounds"] - 1))
        self.aspiration = p["aspiration"] * (1 - p["deadline"] * passed)
        way = principal["proposed"] - principal["status_quo"]
        self.moved = clip((self.text[0] - principal["status_quo"]) / way)
        self.agents.do("weigh")
        self.cascade()
        objectors = self.objectors()
        loudest = max((m.minds for m in objectors), default=0.0)
        for m in self.members:
            m.speaks = m.objects and (len(objectors) == 1 or m.minds >= p["hiding"] * loudest)
        if self.round == 1:
            self.first = self.speakers()

    def cascade(self) -> None:
        """Objections give each other cover until nobody joins any more."""
        count, before = len(self.objectors()), 0
        while count > before:
            self.agents.do("look_around")
            self.agents.do("join")
            before, count = count, len(self.objectors())

    def answer(self) -> None:
        """What becomes of the text."""
        p, objectors = self.p, self.objectors()
        lone = len(objectors) == 1 and len(self.members) > 1
        if lone:
            self.borne += p["standing_aside"] * exp(-p["awe"] * objectors[0].influence)
        text, (offers, offered) = self.redraft(), self.offers(objectors)
        move = max(abs(new - old) for new, old in zip(text, self.text, strict=True))
        self.stalled = self.stalled + 1 if move < LEAST_MOVE and offered < LEAST_OFFER else 0
        if self.adopted():
            self.phase = "passed"
        elif lone and self.borne >= self.stamina:
            self.phase = "stood aside" if self.reserves else "gave in"
        elif self.shelves and self.stalled >= p["patience"]:
            self.phase = "shelved"
        elif self.round >= p["rounds"]:
            self.phase = "blocked"
        else:
            self.text, self.spent = text, self.spent + offered
            for member, offer in offers.items():
                member.paid += offer

    def redraft(self) -> list[float]:
        """The next text."""
        return [self.redraft_issue(d, issue) for d, issue in enumerate(self.issues)]

    def redraft_issue(self, d: int, issue: dict[str, Any]) -> float:
        """One issue of the next text."""
        p, now, tabled, start = self.p, self.text[d], issue["proposed"], issue["status_quo"]
        if issue["condition"]:
            target = self.compromise(d, p["heed_conditions"])
            inside = tabled if tabled > 0 else 1.0
            if issue["lumpy"]:
                return inside if target > inside / 2 else 0.0
            return now + p["amends"] * (target - now)
        if issue["lumpy"]:
            return now
        new = now + p["amends"] * (self.compromise(d, p["heed"]) - now)
        floor = start + p["reserve"] * (tabled - start) if isnan(issue["floor"]) else issue["floor"]
        return max(new, floor) if tabled > start else min(new, floor)

    def compromise(self, d: int, heed: float) -> float:
        """Where the room would meet, objectors counted more."""
        weights = [m.influence * m.salience[d] * (1 + heed * m.objects) for m in self.members]
        if not sum(weights):
            return sum(m.position[d] for m in self.members) / len(self.members)
        return sum(w * m.position[d] for w, m in zip(weights, self.members, strict=True)) / sum(weights)

    def offers(self, objectors: list[Member]) -> tuple[dict[Member, float], float]:
        """Side payments to each objector and their sum, within what is left."""
        asked = {m: m.price() for m in objectors}
        left = sum(max(m.worth, 0.0) for m in self.members) - self.spent
        total = sum(asked.values())
        share = clip(left / (total if total > 0 else 1))
        return {m: share * price for m, price in asked.items()}, share * total

    def adopted(self) -> bool:
        """Whether the rule says so."""
        n, against = len(self.members), len(self.objectors())
        if self.rule == "unanimity":
            return against == 0
        if self.rule == "consensus_minus_one":
            return against <= 1
        if self.rule == "simple_majority":
            return 2 * (n - against) > n
        people = sum(m.population for m in self.members)
        willing = sum(m.population for m in self.members if not m.objects)
        return n - against >= 0.55 * n - 1e-9 and willing >= 0.65 * people - 1e-9

    def objectors(self) -> list[Member]:
        """Who objects, aloud or hidden."""
        return list(self.agents.select(lambda m: m.objects))

    def speakers(self) -> tuple[int, ...]:
        """Numbers of those who break silence aloud."""
        return tuple(m.number for m in self.members if m.speaks)

    @property
    def outcome(self) -> str:
        """One of the six outcomes of a council that is over."""
        tabled, start = self.issues[0]["proposed"], self.issues[0]["status_quo"]
        if self.phase == "blocked":
            return "blocked"
        if self.phase == "shelved" or abs(self.text[0] - start) <= BACK + 1e-9:
            return "shelved"
        if self.phase == "stood aside":
            return "opt_out"
        if abs(self.text[0] - tabled) > CHANGED + 1e-9:
            return "amended"
        return "delayed" if self.round > 1 or self.phase == "gave in" else "approved"


def row(council: Council) -> tuple[str, int, list[float], tuple[int, ...], tuple[int, ...]]:
    """Outcome, rounds, final text 0-1, who broke the first silence, and who breaks the last one if it failed."""
    failed = council.outcome in OUTCOMES[4:]
    text = [i["status_quo"] for i in council.issues] if failed else council.text
    return council.outcome, council.round, text, council.first, council.speakers() if failed else ()
