"""The conformance corpus: what every scenario that ships says, in plain files that judge any implementation of the model.

`tests/conformance/NAME.json` holds one scenario as it is resolved (every member's quantities, and all other tables), a
digest of the rows of some councils, the first of them in words, and shares, quantiles and intervals of all. It is written
with `results.json` by `make results`, under the same rule. Run this file to renew it alone while a scenario is new.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import nacsim
from nacsim.results.summary import summary
from nacsim.results.tally import count
from nacsim.scenario.quantity import plain
from nacsim.vocabulary import OUTCOMES

FOLDER = Path(__file__).with_name("conformance")
RUNS, SEED, SHOWN = 100, 7, 2
STANCES = "members", "default", "groups"


def file_of(name: str) -> Path:
    """Where what a scenario says is kept."""
    return FOLDER / f"{name.replace('/', '__')}.json"


def resolved(scenario: Any) -> dict[str, Any]:
    """A scenario with nothing left to look up: members that are alike together, and all tables that are not of members."""
    alike: dict[str, list[str]] = {}
    for code in scenario.room:
        stance = scenario.members[code]
        told = {
            "position": {issue: plain(q) for issue, q in stance.position.items()},
            "salience": {issue: plain(q) for issue, q in stance.salience.items()},
            "resolve": plain(stance.resolve),
        }
        alike.setdefault(json.dumps(told, ensure_ascii=False, default=str), []).append(code)
    tables = {key: value for key, value in scenario.document.items() if key not in (*STANCES, "observed")}
    without = {
        key: value for key, value in tables.items() if key not in ("question", "proposal", "sources", "note")
    }
    return {
        "room": list(scenario.room),
        "stances": [{"members": codes, **json.loads(told)} for told, codes in alike.items()],
        "tables": json.loads(json.dumps(without, default=str)),
    }


def councils(found: Any) -> list[dict[str, Any]]:
    """The first councils as people read them."""
    rooms = {"objects_first": found.first, "blocks": found.blocks, "pivotal": found.pivotal}
    return [
        {
            "outcome": OUTCOMES[found.outcome[k]],
            "rounds": int(found.rounds[k]),
            "days": round(float(found.days[k]), 1),
            "text": {
                issue: round(float(end), 2) for issue, end in zip(found.issues, found.text[:, k], strict=True)
            },
            **{
                what: [m for m, did in zip(found.room, flags[:, k], strict=True) if did]
                for what, flags in rooms.items()
            },
        }
        for k in range(min(SHOWN, len(found)))
    ]


def measured(name: str) -> dict[str, Any]:
    """What a scenario says today."""
    scenario = nacsim.load(name)
    found = nacsim.simulate(scenario, RUNS, SEED, jobs=1)
    told = summary(count(found), "")
    members = {
        code: {
            what: [share["share"], share["low"], share["high"]] for what, share in entry["intervals"].items()
        }
        for code, entry in told["members"].items()
        if any(share["share"] for share in entry["intervals"].values())
    }
    spreads = {key: told[key] for key in ("text", "rounds", "days")}
    return json.loads(
        json.dumps(
            {
                "scenario": name,
                "runs": RUNS,
                "seed": SEED,
                "rows": hashlib.sha256(found.rows.tobytes()).hexdigest()[:16],
                "resolved": resolved(scenario),
                "councils": councils(found),
                "adopted": told["adopted"],
                "outcomes": told["outcomes"],
                **spreads,
                "members": members,
            }
        )
    )


def written(told: dict[str, Any]) -> str:
    """As a file: a line for each part, so that a change can be read."""
    lines = []
    for key, value in told.items():
        if key in ("resolved", "members", "outcomes") and isinstance(value, dict):
            inner = ",\n".join(
                f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in value.items()
            )
            lines.append(f" {json.dumps(key)}: {{\n{inner}\n }}")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def renew() -> None:
    """Write all files anew."""
    FOLDER.mkdir(exist_ok=True)
    wanted = {file_of(name): name for name in nacsim.shipped()}
    for path in set(FOLDER.glob("*.json")) - wanted.keys():
        path.unlink()
    for path, name in wanted.items():
        path.write_text(written(measured(name)), encoding="utf-8", newline="\n")
    print(f"{len(wanted)} scenarios in {FOLDER.name}/")


if __name__ == "__main__":
    renew()
