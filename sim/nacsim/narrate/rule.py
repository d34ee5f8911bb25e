"""The decision rule of a scenario in words: the only place where it is put into any."""

from __future__ import annotations

from nacsim.narrate.words import joined, names_of, percent, start, subjects_of
from nacsim.rules.entry_points import entry_of
from nacsim.vocabulary import RULE, RULES

WHOLES = {"members": "members", "weights": "votes", "population": "the population"}
UNANIMITY = RULES[0]  # under which everybody has a veto
FEW = 8  # more holders of a veto than this are counted, not named


def rule_label(scenario) -> str:
    """A short name: "unanimity (silence procedure)", "9 of 15 members, and none of CHN, FRA, GBR, RUS, USA against"."""
    said = scenario.procedure
    label = _numbers(scenario) if said.conditions else _named(said.rule).label
    few = f", or {_fewer(said)} not for it" if said.blocking else ""
    return f"{label}{few}{'' if said.rule == UNANIMITY else _nobody_against(scenario)}"


def rule_name(scenario) -> str:
    """The label for a heading: a built-in rule by its key in words, any other by its label."""
    said = scenario.procedure
    plain = said.rule == UNANIMITY or (said.rule in RULE and not said.veto)
    return said.rule.replace("_", " ") if plain else rule_label(scenario)


def rule_sentence(scenario) -> str:
    """Sentences that begin with the Council or another body: what it takes to adopt a text, and what else is settled."""
    said = scenario.procedure
    how = f"adopts a text with {_numbers(scenario)} for it" if said.conditions else _named(said.rule).sentence
    who = "The body" if scenario.roster else "The Council"
    parts = [f"{who} {how}.", _veto(scenario), _few(said), _abstain(said), _quorum(said), _gavel(said)]
    return " ".join(part for part in parts if part)


def _named(key: str):
    return RULE[key] if key in RULE else entry_of(key)


def _numbers(scenario) -> str:
    """The conditions: "15 of 27 members and 65% of the population"."""
    return joined([_condition(c, scenario) for c in scenario.procedure.conditions])


def _members(needed) -> str:
    """So many of them: "4 members", "a third of members"."""
    return f"{needed.value:g} members" if needed.kind == "count" else needed.words("members")


def _fewer(said) -> str:
    return f"fewer than {_members(said.blocking)}"


def _condition(condition, scenario) -> str:
    whole = WHOLES[condition.of]
    if condition.needed.kind == "count":
        all_ = {"members": len(scenario.room), "weights": sum(scenario.weight or ())}.get(condition.of, 0)
        whole = f"{all_:g} {whole}" if all_ else whole
    return condition.needed.words(whole)


def _nobody_against(scenario) -> str:
    holders = scenario.procedure.veto
    if len(holders) == len(scenario.room):
        return ", and nobody against"
    if len(holders) > FEW:
        return f", and none of {len(holders)} with a veto against"
    some = f"none of {', '.join(sorted(holders))}" if len(holders) > 1 else f"not {''.join(holders)}"
    return f", and {some} against" if holders else ""


def _veto(scenario) -> str:
    holders, words = scenario.procedure.veto, subjects_of(scenario)
    if not holders or scenario.procedure.rule == UNANIMITY:
        return ""
    if len(holders) == len(scenario.room):
        return "Any objection stops it."
    if len(holders) > FEW:
        return f"An objection of any of {len(holders)} members that have a veto stops it."
    return f"An objection of {_either([words[code] for code in holders])} stops it, whatever the others say."


def _either(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _few(said) -> str:
    if said.blocking is None:
        return ""
    return f"{start(_fewer(said))} cannot stop it by not being for it."


def _abstain(said) -> str:
    if said.abstain is None:
        return ""
    aside = ", and shares are taken of those who vote" if said.abstain == "apart" else ""
    return f"Who dislikes a text but does not object abstains: that is no objection, and no consent{aside}."


def _quorum(said) -> str:
    return f"At least {_members(said.quorum)} must vote for or against." if said.quorum else ""


def _gavel(said) -> str:
    return (
        f"The chair overrules a single objector with a chance of {percent(said.gavel)}." if said.gavel else ""
    )


def power_lines(scenario, found) -> list[str]:
    """Who has how much of the power, by the rule alone, given the classic indices; equals together."""
    if found is None:
        return ["The rule comes from a package, and its power is not counted."]
    names = names_of(scenario)
    equal: dict[tuple[float, ...], list[str]] = {}
    for code, parts in zip(scenario.room, zip(found.shapley, found.banzhaf, strict=True), strict=True):
        equal.setdefault(tuple(round(float(part), 9) for part in parts), []).append(names[code])
    lines = ["By the rule alone, whatever anybody wants: Shapley-Shubik, and Banzhaf (share of all swings)."]
    for (shapley, banzhaf), who in sorted(equal.items(), reverse=True):
        each = " each" if len(who) > 1 else ""
        lines.append(f"{_listed(who)}: {shapley:.2%} and {banzhaf:.2%}{each}.")
    lines.append(f"Of all ways to vote, {_share(found.adopts)} adopt a text.")
    if found.rounded:
        lines.append(f"Weights are rounded, by at most {found.rounded:.4%} of their sum.")
    return lines


def _listed(names: list[str], most: int = 6) -> str:
    more = len(names) - most
    return joined(names) if more <= 1 else f"{', '.join(names[:most])} and {more} others"


def _share(share: float) -> str:
    return f"{share:.2%}" if share >= 0.0001 else f"{share:.2g} of 1"
