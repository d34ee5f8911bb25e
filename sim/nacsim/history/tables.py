"""Scores of one forecaster as columns over the cases, and the statistics that summarise such a table."""

import numpy as np

from nacsim.history import scores

WITHIN = 2.5  # points: texts are coded in steps of five
NAMED_ABOVE = 0.5  # a member is predicted to object if it does in more than half of the runs


def score_table(cases, forecast):
    """Scores of one forecaster, {column: (cases,)}; nan where it says nothing or the end is not coded.

    Columns: brier and log_score (adopted within the horizon) and the same `_ever` (adopted at any time),
    outcomes_log_score, text_mae, text_mae_median, crps (points, mean over the issues coded), text_in_90, right,
    wrong, missed (members), case_f1, and `ranked`: pairs (score, objected) of the members, for the average
    precision.
    """
    rows = [score_case(case, said) for case, said in zip(cases, forecast, strict=True)]
    table = {name: np.array([row[name] for row in rows], float) for name in rows[0] if name != "ranked"}
    ranked = np.empty(len(rows), object)
    ranked[:] = [row["ranked"] for row in rows]
    return table | {"ranked": ranked}


def score_case(case, said):
    """One row of `score_table`, as a dict."""
    return score_end(case, said) | score_text(case, said) | score_objectors(case, said)


def score_end(case, said):
    """Brier and log score of adoption, log score over the outcomes; dict, nan where it says nothing."""
    out = dict.fromkeys(("brier", "log_score", "brier_ever", "log_score_ever", "outcomes_log_score"), np.nan)
    if said.p is not None:
        out["brier"] = float(scores.brier(said.p, case.adopted))
        out["log_score"] = float(scores.log_score(said.p, case.adopted))
        out["brier_ever"] = float(scores.brier(said.p, case.ever))
        out["log_score_ever"] = float(scores.log_score(said.p, case.ever))
    if said.outcomes is not None:
        out["outcomes_log_score"] = float(scores.class_log_score(said.outcomes, case.outcome))
    return out


def score_text(case, said):
    """Errors of the final text over the issues that are coded; dict, points.

    `text_mae` is that of the mean text, `text_mae_median` that of the median, which is what an absolute error asks for
    (Gneiting 2011, "Making and evaluating point forecasts"); `text_in_90` the share of issues within the central 90 % of
    the draws. The CRPS of a forecast that is one number is its absolute error.
    """
    coded = np.flatnonzero(~np.isnan(case.text))
    out = dict.fromkeys(("text_mae", "text_mae_median", "crps", "text_in_90"), np.nan)
    if not coded.size or said.text is None:
        return out
    out["text_mae"] = out["text_mae_median"] = out["crps"] = float(abs(said.text - case.text)[coded].mean())
    if said.draws is not None:
        seen, draws = case.text[coded], said.draws[coded]
        low, middle, high = np.quantile(draws, (0.05, 0.5, 0.95), axis=1, method="inverted_cdf")
        out["text_mae_median"] = float(abs(middle - seen).mean())
        out["text_in_90"] = float(((low - WITHIN <= seen) & (seen <= high + WITHIN)).mean())
        out["crps"] = float(np.mean([scores.crps(draw, end) for draw, end in zip(draws, seen, strict=True)]))
    return out


def score_objectors(case, said):
    """Members named rightly, wrongly and missed, F1 of the case, and the ranking; dict, nan if nobody was asked."""
    if said.objects is None:
        return dict.fromkeys(("right", "wrong", "missed", "case_f1"), np.nan) | {"ranked": None}
    right, wrong, missed = scores.hits(named(case, said), case.blockers)
    objected = np.isin(case.room, case.blockers)
    counts = {
        "right": right,
        "wrong": wrong,
        "missed": missed,
        "case_f1": float(scores.f1([right], [wrong], [missed])),
    }
    return counts | {"ranked": (np.asarray(said.objects, float), objected)}


def named(case, said):
    """Members predicted to object first, in the room's order; none if the forecaster does not say."""
    return () if said.objects is None else tuple(np.array(case.room)[np.asarray(said.objects) > NAMED_ABOVE])


def mean_of(column):
    """Statistic of a score table: the mean of a column over the cases that have it."""
    return lambda table: np.nanmean(table[column], -1)


def pooled(score):
    """Statistic of a score table: precision, recall or F1 pooled over members and cases."""
    return lambda table: score(table["right"], table["wrong"], table["missed"])


def ranked_precision(table):
    """Statistic of a score table: average precision pooled over members and cases, for each leading row."""
    ranked = table["ranked"]
    if ranked.ndim > 1:
        return np.array([ranked_precision({"ranked": row}) for row in ranked])
    return scores.average_precision(*(np.concatenate(part) for part in zip(*ranked, strict=True)))


STATISTICS = {
    "log_score": mean_of("log_score"),
    "brier": mean_of("brier"),
    "outcomes_log_score": mean_of("outcomes_log_score"),
    "log_score_ever": mean_of("log_score_ever"),
    "brier_ever": mean_of("brier_ever"),
    "text_mae": mean_of("text_mae"),
    "text_mae_median": mean_of("text_mae_median"),
    "text_in_90": mean_of("text_in_90"),
    "crps": mean_of("crps"),
    "precision": pooled(scores.precision),
    "recall": pooled(scores.recall),
    "f1": pooled(scores.f1),
    "case_f1": mean_of("case_f1"),
    "average_precision": ranked_precision,
    "log_score_without_two_worst": lambda table: scores.without_worst(table["log_score"]),
    "brier_without_two_worst": lambda table: scores.without_worst(table["brier"]),
}
NEEDS = {"precision": "right", "recall": "right", "f1": "right", "average_precision": "right"}
OBJECTORS = ("precision", "recall", "f1", "case_f1", "average_precision")


def statistics(table):
    """Names of the statistics that this score table can give."""
    column = {name: NEEDS.get(name, name.removesuffix("_without_two_worst")) for name in STATISTICS}
    return [name for name in STATISTICS if not np.isnan(table[column[name]]).all()]
