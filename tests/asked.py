"""Every public function that plays many councils, asked for little."""

import nacsim

KEY = "members.HUN.position"


def renamed(source):
    return nacsim.load(source).model_copy(update={"name": "another"})


ASKED = {
    "simulate": lambda s, **how: nacsim.simulate(s, 60, **how).rows.tobytes(),
    "simulate_many": lambda s, **how: nacsim.simulate_many([s, s], 60, **how)[1].rows.tobytes(),
    "tally": lambda s, **how: nacsim.tally(s, 60, **how),
    "tally_many": lambda s, **how: nacsim.tally_many([s], 60, **how),
    "compare": lambda s, **how: nacsim.compare([s, s], 60, **how),
    "sweep": lambda s, **how: nacsim.sweep(s, {KEY: (0, 100, 2)}, 60, **how),
    "sensitivity": lambda s, **how: nacsim.sensitivity(s, {KEY: (0, 100)}, 4, 16, **how),
    "pivots": lambda s, **how: nacsim.pivots(s, 40, **how),
    "bridge": lambda s, **how: nacsim.bridge(s, 0.5, 40, **how),
    "discover": lambda s, **how: nacsim.discover(s, {KEY: (0, 100)}, 32, 16, **how),
    "agenda": lambda s, **how: nacsim.agenda([s, renamed(s)], 60, **how),
}

MEMBERS = {
    m: {"position": p, "salience": 50, "resolve": 60}
    for m, p in zip("ABCDE", (10, 90, 80, 70, 95), strict=True)
}
MEMBERS["HUN"] = {"position": 5, "salience": 70, "resolve": 80}
FIVE = {
    "title": "Six",
    "roster": list(MEMBERS),
    "issues": {"text": {"status_quo": 0, "proposed": 100}},
    "default": {"position": 80, "salience": 20, "resolve": 10},
    "members": MEMBERS,
}
