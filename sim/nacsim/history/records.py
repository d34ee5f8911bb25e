"""One past decision for a reader: what was expected, what happened, and one line on the difference."""

import numpy as np

from nacsim.history.bootstrap import number
from nacsim.history.tables import named, score_case
from nacsim.vocabulary import ADOPTED, ALWAYS, OUTCOMES

TEXT_OFF = 15.0  # points; differences below are coding noise


def case_record(case, said):
    """A case as a dict for JSON: forecast, what happened, scores, and `why`."""
    score = score_case(case, said)
    runs = int(said.counts.sum())
    return {
        "coded": case.observed.outcome,
        "observed": OUTCOMES[case.outcome],
        "adopted": case.adopted,
        "ever": case.ever,
        "horizon": case.horizon,
        "p_adopted": number(said.p),
        "outcomes": {name: number(count / runs) for name, count in zip(ALWAYS, said.counts, strict=True)},
        "text": {
            issue: {"forecast": number(f), "observed": number(o)}
            for issue, f, o in zip(case.issues, said.text, case.text, strict=True)
        },
        "objects": {
            code: number(share) for code, share in zip(case.room, said.objects, strict=True) if share >= 0.005
        },
        "named": list(named(case, said)),
        "blockers": list(case.blockers),
        "days": {"forecast": number(said.days), "observed": case.days, "scored": case.bargained},
        **{
            name: number(score[name])
            for name in ("log_score", "brier", "outcomes_log_score", "text_mae", "crps", "case_f1")
        },
        "why": why(case, said),
    }


def why(case, said):
    """One line: what the model expected, what happened, and where else it was off."""
    parts = [f"expected: {expected(case, said)}", f"happened: {happened(case)}"]
    return "; ".join(parts + objectors_off(case, said) + text_off(case, said))


def expected(case, said):
    """The more likely half of the forecast in words, e.g. "TUR objects, adopted in 78 of 100 (amended most often)"."""
    share = said.counts / said.counts.sum()
    adopted = share[: len(ADOPTED)].sum()
    half = slice(0, len(ADOPTED)) if adopted >= 0.5 else slice(len(ADOPTED), None)
    likely = ALWAYS[half][int(np.argmax(share[half]))]
    verb = "adopted" if adopted >= 0.5 else "fails"
    who = listed(named(case, said))
    return (
        f"{who + ', ' if who else ''}{verb} in {100 * max(adopted, 1 - adopted):.0f} of 100 (mostly {likely})"
    )


def happened(case):
    """What came of it in words, e.g. "delayed, TUR withheld consent"."""
    end = OUTCOMES[case.outcome] + (", still open" if case.observed.censored else "")
    return (
        f"{end}, {', '.join(case.blockers)} withheld consent"
        if case.blockers
        else f"{end}, nobody withheld consent"
    )


def listed(codes, most=4):
    """Codes in a row with a verb, at most four of them: "DEU, FRA and 2 more object"."""
    if not codes:
        return ""
    shown = ", ".join(codes[:most]) + (f" and {len(codes) - most} more" if len(codes) > most else "")
    return f"{shown} object{'s' if len(codes) == 1 else ''}"


def objectors_off(case, said):
    """Blockers the model gave a small chance, e.g. "GRC unforeseen (4 of 100)"; empty if none."""
    share = dict(zip(case.room, said.objects, strict=True))
    missed = [
        f"{code} ({100 * share[code]:.0f} of 100)" for code in case.blockers if code not in named(case, said)
    ]
    return [f"missed: {', '.join(missed)}"] if missed else []


def text_off(case, said):
    """Issues whose final text is more than 15 points off, e.g. "office ended at 5, not 80"."""
    return [
        f"{issue} ended at {o:.0f}, not {f:.0f}"
        for issue, f, o in zip(case.issues, said.text, case.text, strict=True)
        if abs(f - o) > TEXT_OFF
    ]
