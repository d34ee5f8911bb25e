"""Rebuild ties.csv, the matrix W of who listens to whom, from the other tables of this folder.

Run ``python -m nacsim.data.build_ties`` in a checkout to write it again. Spending on defence is what NATO printed in June
2024: a table with terms of its own, which is not part of the package (``experiments/nato_figures``). For allies i and j::

    m_j  = (½ GDP share + ½ share of defence spending) ^ ½       weight of the speaker
    A_ij = ½ votes_ij + ½ (1 − |θ_i − θ_j| / max)                likeness of votes in the UN General Assembly
           votes = share of identical votes 2010–2020, lowest pair 0, highest 1; θ = ideal point 2020–2024
    C_ij = 1 land border, ½ neighbours at sea, 0 otherwise       nearness
    G_ij = Σ v_g over shared groups / Σ v_g over the groups of either,  v_g = |g| ^ −½
    U_ij = dependence of i if j is the United States, else 0
           dependence = (2 t + p + n + x) / 5:  t = log(1 + US troops) / its maximum;
           p = max(0, 1 − km from the capital to Russia / 3000);  n = 1 without own nuclear weapons;
           x = min(1, trade with the United States in % of GDP / 20)
    k_ij = 0.05 + 0.35 A + 0.15 C + 0.25 G + 0.20 U              tie of i to j
    s_i  = 0.20 + 0.50 m_i / max m                               weight of one's own view
    W_ij = (1 − s_i) m_j k_ij / Σ_l m_l k_il  (l ≠ i),  W_ii = s_i

The form is DeGroot's (1974); the weights and the exponent ½ are a modelling choice, not an estimate.
"""

import csv

import numpy as np

from nacsim.data.members import COLUMNS, DATA, GROUPS, NAMES, read_table

CODES = tuple(NAMES)
NATO = DATA.parents[2] / "experiments" / "nato_figures" / "defence_2024.csv"
"""Defence spending of the allies in 2024, USD million, as NATO estimated it; in a checkout only."""


def attribute(name: str) -> np.ndarray:
    """A column of the member table in table order, 0 where it has no value; units as in columns.csv."""
    return np.array([COLUMNS[name].values.get(code, 0.0) for code in CODES])


def spending() -> np.ndarray:
    """Defence spending as NATO estimated it, USD million, (N,). Raises OSError where its table is not at hand."""
    with NATO.open(encoding="utf-8", newline="") as handle:
        found = {row["code"]: float(row["defence_spending_usd"]) for row in csv.DictReader(handle)}
    return np.array([found[code] for code in CODES])


def mass(defence: np.ndarray) -> np.ndarray:
    """m: root of the mean of an ally's shares in the GDP and the defence spending of all, (N,)."""
    gdp = attribute("gdp")
    root: np.ndarray = np.sqrt((gdp / gdp.sum() + defence / defence.sum()) / 2)
    return root


def affinity() -> np.ndarray:
    """A: likeness of votes and ideal points in the UN General Assembly, 0–1, (N, N); diagonal unused."""
    votes = np.array([[float(row[code]) for code in CODES] for row in read_table("un_agreement")])
    pairs = ~np.eye(len(CODES), dtype=bool)
    low, high = votes[pairs].min(), votes[pairs].max()
    ideal = attribute("un_ideal_point")
    apart = abs(ideal[:, None] - ideal)
    alike: np.ndarray = ((votes - low) / (high - low) + 1 - apart / apart.max()) / 2
    return alike


def contiguity() -> np.ndarray:
    """C: 1 for a land border, ½ for neighbours across at most 160 km of sea, else 0, (N, N)."""
    near = np.zeros((len(CODES), len(CODES)))
    for row in read_table("neighbours"):
        i, j = CODES.index(row["a"]), CODES.index(row["b"])
        near[i, j] = near[j, i] = {"land": 1.0, "sea": 0.5}[row["kind"]]
    return near


def shared_groups() -> np.ndarray:
    """G: weight of the groups two allies share over that of either's, 0–1, (N, N); small ones count more."""
    counted = [row["name"] for row in read_table("groups") if row["in_ties"] == "1"]
    inside = np.array([[code in GROUPS[name] for name in counted] for code in CODES], dtype=float)
    weight = inside.sum(axis=0) ** -0.5
    both = (inside * weight) @ inside.T
    either = np.add.outer(inside @ weight, inside @ weight) - both
    shared: np.ndarray = np.divide(both, either, out=np.zeros_like(both), where=either > 0)
    return shared


def dependence() -> np.ndarray:
    """U: how much an ally depends on the United States, 0–1, in the column of the United States, (N, N)."""
    troops = np.log1p(attribute("us_troops") + attribute("us_rotations"))
    near_russia = np.clip(1 - attribute("russia_distance") / 3000, 0, 1)
    unarmed = np.array([code not in GROUPS["nuclear"] for code in CODES], dtype=float)
    trade = np.clip(attribute("us_trade") / 20, 0, 1)
    leans = np.zeros((len(CODES), len(CODES)))
    usa = CODES.index("USA")
    leans[:, usa] = (2 * troops / troops.max() + near_russia + unarmed + trade) / 5
    leans[usa, usa] = 0
    return leans


def build(defence: np.ndarray) -> np.ndarray:
    """W rounded to six decimals, (N, N) in table order, each row summing to 1: row i listens to column j.

    `defence` is what each ally spends, (N,), in any unit.
    """
    m = mass(defence)
    tie = 0.05 + 0.35 * affinity() + 0.15 * contiguity() + 0.25 * shared_groups() + 0.20 * dependence()
    heard = tie * m
    np.fill_diagonal(heard, 0)
    own = 0.20 + 0.50 * m / m.max()
    weights: np.ndarray = np.round((1 - own)[:, None] * heard / heard.sum(axis=1, keepdims=True), 6)
    np.fill_diagonal(weights, np.round(1 - weights.sum(axis=1), 6))
    return weights


def write() -> None:
    """Write ties.csv beside the tables it is made from. Raises OSError if it cannot, or NATO's table is missing."""
    weights = build(spending())
    with (DATA / "ties.csv").open("w", encoding="utf-8", newline="") as handle:
        table = csv.writer(handle, lineterminator="\n")
        table.writerow(["code", *CODES])
        table.writerows([code, *(f"{w:.6f}" for w in row)] for code, row in zip(CODES, weights, strict=True))


if __name__ == "__main__":
    write()
