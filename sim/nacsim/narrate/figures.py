"""All words that stand in figures, in one table: another language is another table.

Findings, the titles of figures, are made of them in `nacsim.narrate.findings`. What a template takes stands in braces.
"""

from typing import Any

WORDS = {
    # what each figure asks
    "outcomes.question": "How does it end?",
    "timing.question": "How many rounds does it take?",
    "objectors.question": "Who breaks silence, and who blocks?",
    "hemicycle.question": "Where in the room are the objections?",
    "text.question": "Where does the adopted text end?",
    "coblocking.question": "Who blocks together?",
    "stances.question": "Who wants what, before the talks and after?",
    "support.question": "Do objections wear off?",
    "story.question": "How does one council go?",
    "compare.question": "What would make a difference?",
    "curves.question": "How much of it must change?",
    "phase.question": "Where does it tip?",
    "tornado.question": "Which judgement moves the answer?",
    "pivots.question": "Whose consent does it turn on?",
    "frontier.question": "What would agreement cost?",
    "boxes.question": "Under which conditions does it fail?",
    "reliability.question": "Do the probabilities hold?",
    "scores.question": "Is the model better than simple rules?",
    "robustness.question": "Would other coders get other scores?",
    # how a run ends
    "outcomes.title": "The text is adopted in {share}",
    "outcomes.never": "The text is adopted in no council",
    "outcomes.range": "{title}; over what we do not know, in {low} to {high}",
    "outcomes.dot": "A dot is one of 100 councils.",
    "outcomes.adopted": "Adopted",
    "outcomes.failed": "Not adopted",
    "outcomes.band": "Range",
    "outcomes.numbers": "judged numbers and parameters alone: {low} to {high}",
    "outcomes.all": "all we do not know, structure too: {low} to {high}",
    "outcomes.level": "Ranges hold the middle {level} of answers over what is not known.",
    "dice": "Dice alone, {councils}: every share within {points} points (95%).",
    "thought": "A tool for thought, not a forecast.",
    "timing.title": "Half of the councils have ended by round {round}; in {share} the text is {outcome}",
    "timing.first": "Half of the councils end with the first silence; in {share} the text is {outcome}",
    "timing.deck": "Of 100 councils, how many have ended by each round, and how.",
    "timing.note": "A round is once under silence. Pale edges: 95% interval of the dice.",
    "timing.axis": "rounds",
    "timing.half": "half have ended",
    "timing.silent": "Every council ends in round {round}.",
    "text.title": "{issue} ends at {mean} on average, of the {proposed} tabled",
    "text.same": "What is adopted is the text as tabled, or close to it",
    "text.deck": "In the {share} that adopt a text: where each issue ends on its scale from 0 to 100.",
    "text.row": "mean {mean}, nine in ten {low} to {high}",
    "text.tabled": "tabled",
    "text.quo": "status quo",
    "text.span": "nine in ten, and mean",
    "text.fixed": "{issue} ends at {place}",
    "text.nine": "In nine of ten councils that adopt, {ends}.",
    "text.none": "No text is adopted in any of {councils}.",
    # who
    "objectors.deck": "Of 100 councils, how many a member breaks silence in on the text as tabled, and how many it blocks.",
    "objectors.first": "breaks silence",
    "objectors.alone": "blocks, alone",
    "objectors.company": "blocks, in company",
    "objectors.rest": "{others}: {often}.",
    "objectors.others": "{count} others",
    "objectors.other": "One other",
    "objectors.silent": "No member breaks silence in more than 1 of 200 councils.",
    "hemicycle.one": "Of {members}, only {who} breaks silence",
    "hemicycle.some": "{count} of {members} break silence in 5 of 100 councils or more, {who} most often",
    "hemicycle.few": "None of {members} breaks silence in as many as 5 of 100 councils",
    "hemicycle.deck": "Of 100 councils, how many each seat breaks silence in on the text as tabled; in the table's order.",
    "hemicycle.adopted": "of 100 adopted",
    "hemicycle.told": "Adopted in {range}.",
    "hemicycle.most": "Most often: {who}.",
    "hemicycle.range": "{low} to {high} over what we do not know",
    "coblocking.title": "Where {one} blocks, {other} blocks too in {share}",
    "coblocking.deck": "Of 100 councils that the row's member blocks, how many the column's does too; the diagonal: of all "
    "100 councils, how many the row's member blocks.",
    "coblocking.firm": "Numbers within {points} points (95% of the dice).",
    "coblocking.loose": "In italics: fewer than 200 councils, within 7 points at best.",
    "coblocking.silent.none": "No member ever blocks.",
    "coblocking.silent.one": "{who} is the only member that ever blocks.",
    # on the way
    "stances.title": "{who} moves most, {points} points {way} the text",
    "stances.still": "Nobody moves by as much as a point; {who} stands furthest from the text, at {place}",
    "stances.towards": "towards",
    "stances.away": "away from",
    "stances.deck": "{issue}, 0 to 100: where members stand before the talks and at their end; thick the middle half of "
    "councils, thin nine in ten, at the right how far the mean moves.",
    "stances.before": "before the talks",
    "stances.after": "at their end",
    "stances.chosen": "Shown are the {most} of {all} members furthest from the text.",
    "stances.silent": "One member alone has nobody to talk to.",
    "support.falls": "Objections fall from {first} in round {start} to {last} in round {end}, in the median council",
    "support.stays": "Objections do not wear off: {first} in round {start}, {last} in round {end}, in the median council",
    "support.deck": "Members that object in each round; a council that has ended keeps its last number.",
    "support.median": "median council",
    "support.half": "middle half",
    "support.ninety": "nine in ten",
    "support.failed": "three that fail, to their end",
    "support.axis": "round",
    "support.watched": "From the first {councils} of the run.",
    "support.silent": "In nine of ten councils at most one member objects, from the first round to the last.",
    "support.none": "Hardly any council sees an objection.",
    "story.alone": "Council {run}: {who} alone objects {often}, and the text is {ending}",
    "story.many": "Council {run}: {count} members object, {who} {often}, and the text is {ending}",
    "story.once": "once",
    "story.times": "{rounds} times",
    "story.deck": "What the text is worth to members, round by round; 100 is the whole scale of what matters most.",
    "story.speaks": "breaks silence",
    "story.hides": "objects behind another",
    "story.round": "round",
    "story.cost": "To object all alone costs {who} {points}.",
    "story.left": "{count} others always keep silence.",
    "story.left.one": "One other always keeps silence.",
    "story.skipped": "Rounds {first} to {last} are left out.",
    "story.silent": "Council {run}: nobody objects, and the first silence holds.",
    # questions
    "compare.title": "With “{name}” the text is adopted in {now} instead of {was}",
    "compare.equal": "None of the changes moves the chance of adoption by as much as a point",
    "compare.deck": "Of 100 councils, all under the same luck; at the right those that adopt, and the change from the first "
    "in points with its 95% interval.",
    "agenda.tied": "tied into one",
    "agenda.question": "Do the texts go better together?",
    "agenda.deck": "Of 100 councils: how each text ends by itself, and all of them tied into one; right, those that adopt.",
    "curves.tips": "Adoption is more likely than not with {name} {side} {value}",
    "curves.above": "above",
    "curves.below": "below",
    "curves.spans": "The text is adopted in {low} to {high} of 100 councils over the range",
    "curves.deck": "Of 100 councils, with 95% bands.",
    "curves.own": "as it is: {value}",
    "curves.adopted": "adopted",
    "phase.title": "The text is adopted more often than not over {share} of the plane",
    "phase.nowhere": "Nowhere on the plane is adoption more likely than not",
    "phase.everywhere": "Everywhere on the plane adoption is more likely than not",
    "phase.deck": "Councils that adopt, of 100; lines at 25, 50 and 75.",
    "phase.own": "the scenario as it is",
    "phase.error": "Every cell within {points} points (95% of the dice).",
    "sweep.silent.many": "A sweep over {count} inputs has no figure; points.csv has every point.",
    "sweep.silent.words": "A sweep over {key}, which is no number, has no figure; points.csv has every point.",
    "sweep.silent.design": "Points drawn over the inputs have no figure; points.csv has every point.",
    "tornado.title": "{name} moves it most, from {low} to {high} of 100",
    "tornado.deck": "Of 100 councils those that adopt, with one input low (10% quantile) and high (90%), all else as it is; "
    "grey: 95% interval of the scenario as it is.",
    "tornado.low": "input low",
    "tornado.high": "input high",
    "tornado.rest": "{inputs} more inputs move it by no more than noise.",
    "tornado.silent": "No input moves the chance of adoption by more than noise.",
    "pivots.title": "{who} carries {share} of the failure",
    "pivots.deck": "Each member's part in the failure, of 100 councils (Shapley value, with 95% interval).",
    "pivots.equal": "an equal part of {total} for each of {members}",
    "pivots.silent": "No council fails, so nobody's consent is missing.",
    "frontier.title": "{words}: {share} of 100 adopt, for {cost}",
    "frontier.none": "The best that was tried gets to {share} of 100",
    "frontier.deck": "Of 100 councils those that adopt, by what a package costs in {unit}; 95% intervals.",
    "frontier.best": "no cheaper one does better",
    "frontier.beaten": "gets there too, for more",
    "frontier.axis": "cost",
    "frontier.guess": "Costs are this tool's guess; --costs FILE puts yours in their place.",
    "frontier.now": "As things stand",
    "frontier.silent": "There is nothing to pay for: no package makes adoption likelier than it is.",
    "boxes.title": "It {words}",
    "boxes.deck": "The part of each input's range in which the text fails more often than not.",
    "boxes.one": "It fails at {density} of the points inside, which hold {coverage} of all failures.",
    "boxes.note": "[{number}] fails at {density} of its points, and holds {coverage} of all failures.",
    "boxes.silent": "No condition stands out: {failures} of the points fail, wherever they are.",
    "boxes.limits": "{limits}, of {low} to {high}",
    # trust
    "reliability.title": "{inside} of {groups} groups came true as often as they were given, within chance",
    "reliability.deck": "Past decisions by the chance they were given: how many were adopted, of 100, with 95% interval; "
    "above each group how many decisions it has.",
    "reliability.given": "chance given",
    "reliability.true": "came true",
    "reliability.line": "as often as given",
    "scores.best": "The model does better than {beaten} of {rivals} simple rules, beyond chance",
    "scores.none": "The model does better than none of {rivals} simple rules, beyond chance",
    "scores.deck": "{what}, {better} is better. In numbers the score; as bars each rule's less the model's, with its "
    "95% interval over the decisions.",
    "scores.plain": "{what}, {better} is better; the band is the 95% interval of the model over the decisions.",
    "scores.band": "95% interval of the model",
    "scores.sample": "The model was fitted on these decisions; docs/trust.md has scores out of sample.",
    "scores.cases": "{cases} past decisions",
    "scores.log_score": "Adopted or not, log score",
    "scores.brier": "Adopted or not, Brier score",
    "scores.text_mae": "The final text, mean error in points",
    "scores.f1": "Who objects first, F1",
    "scores.lower": "lower",
    "scores.higher": "higher",
    "scores.equal": "as good as the model",
    "scores.silent": "No forecaster gives this: {what}.",
    "robustness.title": "Scores move by {most} at most when the coding is shaken",
    "robustness.log_score": "log score",
    "robustness.brier": "Brier score",
    "robustness.text_mae": "text error",
    "robustness.f1": "objectors, F1",
    "robustness.deck": "Scores with errors of coding as large as those between two coders, as multiples of the score as "
    "coded; {count} codings, a dot each.",
    # the foot
    "source": "{scenario} · {councils} · seed\u00a0{seed} · {version}",
    "source.cases": "{cases} · {councils} each · seed\u00a0{seed} · {version}",
    "source.each": "{scenario} · {councils} at each point · seed\u00a0{seed} · {version}",
    "version": "nacsim\u00a0{version}",
    "version.commit": "nacsim\u00a0{version}\u00a0({commit})",
    "council": "one council",
    "councils": "{count} councils",
    "member": "one member",
    "members": "{count} members",
    "latin": "Names are in Latin letters where no typeface on this machine has theirs.",
    "silent": "Not drawn, {name}: {why}",
}  # fmt: skip
"""The words by key, in English."""


def says(key: str, /, **values: Any) -> str:
    """The words of a key with what they take."""
    return WORDS[key].format(**values)


def councils(count: int) -> str:
    """'one council', '10,000 councils'."""
    return says("council") if count == 1 else says("councils", count=f"{count:,}")


def members(count: int) -> str:
    """'one member', '31 members'."""
    return says("member") if count == 1 else says("members", count=count)


def source(told: Any, name: str, commit: str = "", key: str = "source") -> str:
    """Where a figure comes from: scenario, councils, seed, version and commit."""
    found = says("version.commit" if commit else "version", version=told["version"], commit=commit)
    return says(
        key, scenario=name, cases=name, councils=councils(told["runs"]), seed=told["seed"], version=found
    )
