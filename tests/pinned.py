"""What the model says today of scenarios that ship, kept in `results.json`. Run this file to renew it (`make results`).

A digest of the rows notices any change; a dozen shares beside it say in which direction things went. Digests are renewed
only together with a new line under Results in the changelog, and the file remembers which lines it was renewed with.

Two machines may round a product differently in its last bit, and now and then a council turns on that. So the file also
says how its machine calculates: where another calculates otherwise, shares may differ by a few councils.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

import conforming
import numpy as np

from nacsim.engine.ensemble import simulate
from nacsim.engine.memory import by_rows
from nacsim.rules.decision import DECISION_RULES
from nacsim.rules.sums import product
from nacsim.scenario import load
from nacsim.vocabulary import OUTCOMES

ROOT = Path(__file__).parents[1]
FILE, CHANGELOG = Path(__file__).with_name("results.json"), ROOT / "CHANGELOG.md"
RUNS, SEED = 1000, 7
SLACK = 0.005  # what a share may differ by on a machine that calculates otherwise
RULED = "ukraine_force_command"  # contested: every decision rule has something to decide

CASES = {
    "tokyo_liaison_office": (),
    "minimal": (),
    "tokyo_china_leans": (),  # an actor
    "tokyo_opt_out": (),
    "tokyo_quiet_year": (),  # events
    "tokyo_narrow_mandate": (),
    "ukraine_invitation": (),  # ratification, contested
    "bosnia_invitation": (),  # ratification
    "hormuz_mission": (),  # events
    "osce_chair_2024": (),  # a roster
    "secretary_general": (),  # two issues linked
    "spending_pledge": (),  # an exemption for one
    "amman_liaison_office": (),
    "history/prague_seven_2002": (),
    "history/libya_unified_protector_2011": (),
    "history/neutron_bomb_1978": (),
    "tokyo_liaison_office, central": ("parameters.draw=false",),
    **{f"{RULED}, {rule}": (f"procedure.rule={rule}",) for rule in DECISION_RULES},
}
"""Name -> overrides; the scenario is what stands before the comma."""


def measure(case: str) -> dict:
    """The digest of one case and its shares, in whole thousandths."""
    found = simulate(load(case.split(",")[0], CASES[case]), RUNS, SEED, jobs=1)
    digest = hashlib.sha256(found.rows.tobytes()).hexdigest()[:16]
    return {"digest": digest, "shares": shares(found)}


def shares(found) -> dict[str, float]:
    """A dozen numbers a person can read: outcomes, who objects first, who blocks, where texts end, rounds, days."""
    outcome = np.bincount(found.outcome, minlength=len(OUTCOMES)) / len(found)
    told = dict(zip(OUTCOMES, outcome.tolist(), strict=True))
    for name, flags in (("objects first", found.first), ("blocks", found.blocks)):
        often = flags.mean(1)
        most = [i for i in np.argsort(-often, kind="stable")[:3] if often[i]]
        told |= {f"{found.room[i]} {name}": float(often[i]) for i in most}
    told |= {
        f"text of {name}": float(end) for name, end in zip(found.issues, found.text.mean(1), strict=True)
    }
    told |= {"rounds": float(found.rounds.mean()), "days": float(found.days.mean())}
    return {name: round(value, 3) for name, value in told.items()}


def arithmetic() -> str:
    """How this machine calculates: NumPy's version and a digest of products as the engine takes them."""
    left = np.linspace(0.1, 0.9, 31 * 31, dtype=np.float32).reshape(31, 31)
    right = np.linspace(-0.7, 1.3, 31 * 4000, dtype=np.float32).reshape(31, 4000)
    with by_rows():
        found = [
            product(left, right),
            product(left, right[:, :1]),
            np.sqrt(np.abs(right)),
            np.exp(-np.abs(right)),
        ]
    return f"NumPy {np.__version__} {hashlib.sha256(b''.join(a.tobytes() for a in found)).hexdigest()[:16]}"


def results_said() -> str:
    """The text under Results in the topmost section of the changelog, as a digest; of nothing where there is none."""
    top = re.split(r"^## ", CHANGELOG.read_text(encoding="utf-8"), flags=re.M)[1]
    said = re.search(r"^(\*\*Results\*\*|#+ Results)(.*?)(?=^#|^\*\*|\Z)", top, flags=re.M | re.S)
    return hashlib.sha256(" ".join((said[2] if said else "").split()).encode()).hexdigest()[:16]


def changes(old: dict, new: dict) -> list[str]:
    """Lines 'what: before -> after' of the shares that differ between two cases."""
    before, after = old.get("shares", {}), new["shares"]
    names = [*after, *(name for name in before if name not in after)]
    return [f"  {n}: {before.get(n)} -> {after.get(n)}" for n in names if before.get(n) != after.get(n)]


def near(old: dict, new: dict) -> bool:
    """Whether a case is the same but for a few councils that turned on the last bit."""
    limits = {"rounds": 0.1, "days": 10.0}
    return all(
        abs(value - old["shares"].get(name, value)) <= limits.get(name, 1.0 if "text" in name else SLACK)
        for name, value in new["shares"].items()
    )


def kept() -> dict:
    """What the file says."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {"cases": {}, "said": ""}


def renew() -> None:
    """Write the file anew, unless a digest changed and the changelog says nothing new about it."""
    old, new, said = kept(), {case: measure(case) for case in CASES}, results_said()
    moved = {c: e for c, e in new.items() if c in old["cases"] and e["digest"] != old["cases"][c]["digest"]}
    for case, entry in moved.items():
        print(case, *changes(old["cases"][case], entry) or ["  only the rows differ"], sep="\n")
    if moved and said == old["said"] and old["arithmetic"] == arithmetic():
        sys.exit("Results moved: say so in a new line under Results in CHANGELOG.md, and renew again.")
    content = {"said": said, "arithmetic": arithmetic(), "runs": RUNS, "seed": SEED, "cases": new}
    FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(f"{len(moved)} of {len(new)} cases differ from before.")


if __name__ == "__main__":
    renew()
    conforming.renew()
