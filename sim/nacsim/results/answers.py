"""The results of all questions, field by field. `docs/results.md` and `results.schema.json` are made from these.

Plain data of a result, `to_dict()`, is what `--json` prints. Shares count 0-1, texts and positions 0-100, costs in the unit
that the result names.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from nacsim.results.answer import Found


@dataclass(frozen=True, slots=True)
class Share:
    """A share of councils or cases, with its 95 % interval."""

    share: Annotated[float, "0-1"]
    low: Annotated[float, "lower end of the interval"]
    high: Annotated[float, "upper end of the interval"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A change, or another number that may be negative, with its 95 % interval."""

    value: float
    low: Annotated[float, "lower end of the interval"]
    high: Annotated[float, "upper end of the interval"]


@dataclass(frozen=True, slots=True)
class Spread:
    """How a number is spread over councils."""

    mean: float
    low: Annotated[float, "lower end of the 95 % interval of the mean"]
    high: Annotated[float, "upper end of it"]
    p05: Annotated[float, "5 % of councils are at or below it"]
    p50: Annotated[float, "the median"]
    p95: Annotated[float, "95 % of councils are at or below it"]


@dataclass(frozen=True, slots=True)
class Measured(Spread):
    """A metric that a package offers, and how it is spread over councils."""

    label: Annotated[str, "what it is called in words"]


@dataclass(frozen=True, slots=True)
class MemberShares:
    """What one member does, each as a share of all councils."""

    objects_first: Annotated[float, "breaks silence on the text as tabled"]
    blocks: Annotated[float, "breaks silence in the round with which it ends unadopted"]
    sole_blocker: Annotated[float, "blocks, and nobody else objects, aloud or hidden"]
    pivotal: Annotated[float, "the last silence would have held without it alone"]
    intervals: Annotated[dict[str, Share], "the same with their 95 % intervals"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A structural choice made the other way, and the answer it would give."""

    key: Annotated[str, "which choice"]
    if_: Annotated[str, "the choice in words, after 'if'"]
    set: Annotated[dict[str, Any], "the keys of the scenario that it changes, and their values"]
    adopted: Annotated[Share, "share of councils that adopt it then"]
    difference: Annotated[Difference, "to the scenario as it stands, paired by council"]
    chance: Annotated[float | None, "how likely a council of the scenario as it stands has it so"] = None


@dataclass(frozen=True, slots=True)
class Limits:
    """A central range."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Range:
    """The central range of the share adopted over all that is not known: judgements, parameters, structure."""

    low: float
    high: float
    level: Annotated[float, "how much of the distribution lies inside"]
    numbers: Annotated[
        Limits | None, "the same over judged and calibrated numbers alone, the structure among the dice"
    ] = None


@dataclass(frozen=True, slots=True)
class Record:
    """What became of past decisions that the model, calibrated without them, gave a like chance."""

    from_: Annotated[float, "lowest such chance"]
    to: Annotated[float, "highest such chance"]
    cases: Annotated[int, "past decisions"]
    adopted: Annotated[int, "those of them that were adopted"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement that the answer rests on."""

    key: Annotated[str, "key of the scenario"]
    member: Annotated[str, "code"]
    what: Annotated[str, "position, salience or resolve"]
    issue: Annotated[str | None, "None for resolve"]
    value: Annotated[float, "as it is coded, points"]
    error: Annotated[float, "its coding error, one standard deviation in points"]
    low: Annotated[float, "share adopted with it two errors lower"]
    high: Annotated[float, "share adopted with it two errors higher"]
    tips: Annotated[float | None, "where adoption crosses one half, None where it does not"]


@dataclass(frozen=True, slots=True)
class ByExpert:
    """The answer if one expert alone were believed."""

    expert: Annotated[str, "key of the expert"]
    name: Annotated[str, "its name in words"]
    weight: Annotated[float, "its chance to be believed"]
    adopted: Annotated[Share, "share of councils that adopt the text then"]


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Summary(Found):
    """How the councils of one scenario end: `nacsim run --json`, `simulate(…).summary()`."""

    scenario: Annotated[str, "name of the scenario"]
    version: Annotated[str, "version of nacsim"]
    seed: Annotated[int, "names the luck"]
    runs: Annotated[int, "councils played"]
    adopted: Annotated[Share, "share of councils that adopt the text in any form"]
    range: Annotated[Range | None, "of the share adopted, over what is not known"] = None
    record: Annotated[Record | None, "past decisions given a like chance"] = None
    elsewhere: Annotated[Share | None, "adopted late because the matter was settled elsewhere"] = None
    outcomes: Annotated[dict[str, Share], "share of councils by outcome"]
    rests_on: Annotated[tuple[Judged, ...] | None, "the judgements that move the answer most"] = None
    switches: Annotated[tuple[Turn, ...] | None, "structural choices and the answer each would give"] = None
    experts: Annotated[tuple[ByExpert, ...] | None, "where experts differ: the answer by each"] = None
    members: Annotated[dict[str, MemberShares], "by code"]
    text: Annotated[dict[str, Spread], "where each issue ends, points 0-100"]
    rounds: Annotated[Spread, "rounds until the end"]
    days: Annotated[Spread, "days until the end"]
    metrics: Annotated[dict[str, Measured] | None, "those that installed packages offer, by name"] = None


@dataclass(frozen=True, slots=True)
class MemberChange:
    """What one member does more or less often."""

    objects_first: Annotated[Difference, "breaks silence on the text as tabled"]
    blocks: Annotated[Difference, "breaks silence in the round with which it ends unadopted"]


@dataclass(frozen=True, slots=True)
class Worth:
    """What the common luck is worth, None where no council differs."""

    variance_ratio: Annotated[float | None, "variance of independent draws over that of paired ones"]
    interval_ratio: Annotated[
        float | None, "width of the interval of independent draws over that of paired ones"
    ]


@dataclass(frozen=True, slots=True)
class Change:
    """How one scenario differs from the first, council by council."""

    scenario: Annotated[str, "label of the scenario"]
    adopted: Annotated[Difference, "share adopted, this less the first"]
    outcomes: Annotated[dict[str, Difference], "the same by outcome"]
    days: Annotated[Difference, "days until the end"]
    members: Annotated[dict[str, MemberChange], "members that act otherwise in some council, by code"]
    moves: Annotated[dict[str, dict[str, int]], "councils by outcome of the first and outcome of this"]
    paired: Worth
    words: Annotated[str, "the difference in a sentence"]


@dataclass(frozen=True, eq=False, repr=False)
class Comparison(Found):
    """Several scenarios under the same luck: `nacsim compare`."""

    scenarios: Annotated[tuple[str, ...], "labels; the first is the one compared with"]
    runs: Annotated[int, "councils of each"]
    seed: Annotated[int, "names the luck"]
    version: Annotated[str, "version of nacsim"]
    results: Annotated[tuple[Summary, ...], "of each scenario"]
    differences: Annotated[tuple[Change, ...], "of each but the first"]


@dataclass(frozen=True, slots=True)
class AgendaText:
    """One text of an agenda."""

    scenario: Annotated[str, "name of its scenario"]
    title: Annotated[str, "its title"]
    rule: Annotated[str, "how it is decided without the others"]
    alone: Annotated[Share, "share of councils that adopt it without the others"]
    difference: Annotated[Difference, "share adopted tied to the others, less that without them"]
    falls_back_to: Annotated[
        dict[str, float] | None,
        "where each issue ends if the tie fails, for a text with a rule of its own, points",
    ]


@dataclass(frozen=True, slots=True)
class Turned:
    """How often one member blocks texts one by one, and tied."""

    blocks_alone: Annotated[Share, "share of councils in which it blocks any text taken by itself"]
    blocks_tied: Annotated[Share, "share of councils in which it blocks the tied text"]
    difference: Annotated[Difference, "the second less the first"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to put several texts: some of them tied, the others one by one."""

    parts: Annotated[tuple[tuple[str, ...], ...], "the texts by scenario, those that are tied in one part"]
    all_adopted: Annotated[Share, "share of councils that adopt all texts"]
    texts_adopted: Annotated[Difference, "texts adopted on average"]
    more_texts: Annotated[Difference, "the same less that of one by one"]
    worth: Annotated[Difference | None, "what comes of it for the member in the chair, points of gain"] = None
    worth_more: Annotated[Difference | None, "the same less that of one by one"] = None


@dataclass(frozen=True, eq=False, repr=False)
class Agenda(Found):
    """Several texts before one council: `nacsim agenda`."""

    scenarios: Annotated[tuple[str, ...], "the texts, by the names of their scenarios"]
    tied: Annotated[str, "name of the tied text"]
    runs: Annotated[int, "councils of each"]
    seed: Annotated[int, "names the luck"]
    version: Annotated[str, "version of nacsim"]
    texts: tuple[AgendaText, ...]
    rule: Annotated[str, "how the tied text is decided"]
    all_alone: Annotated[Share, "share of councils that adopt all texts one by one"]
    all_tied: Annotated[Share, "share of councils that adopt the tied text"]
    difference: Annotated[Difference, "the second less the first"]
    texts_adopted: Annotated[Difference, "texts adopted on average tied, less those one by one"]
    members: Annotated[dict[str, Turned], "those who block now and then, by code"]
    results: Annotated[tuple[Summary, ...], "of each text, and of the tied one last"]
    words: Annotated[tuple[str, ...], "what the tie brings, in sentences"]
    ways: Annotated[
        tuple[Way, ...] | None, "the ways to put them, the one that serves the chair best first"
    ] = None
    chair: Annotated[str | None, "the member in the chair"] = None


@dataclass(frozen=True, slots=True)
class Acts:
    """What one member does."""

    objects_first: Annotated[Share, "share of councils in which it breaks silence on the text as tabled"]
    blocks: Annotated[
        Share, "share of councils in which it breaks silence in the round with which they end unadopted"
    ]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a sweep."""

    inputs: Annotated[tuple[Any, ...], "values of the inputs, in their order"]
    adopted: Annotated[Share, "share of councils that adopt it"]
    outcomes: Annotated[dict[str, Share], "share of councils by outcome"]
    rounds: Annotated[float, "mean rounds"]
    days: Annotated[float, "mean days"]
    text: Annotated[dict[str, float], "where each issue ends on average, points 0-100"]
    members: Annotated[dict[str, Acts] | None, "members that break silence in any council, by code"] = None


@dataclass(frozen=True, eq=False, repr=False)
class Sweep(Found):
    """The outcome over many points of some inputs: `nacsim sweep`."""

    scenario: Annotated[str, "name of the scenario"]
    version: Annotated[str, "version of nacsim"]
    seed: Annotated[int, "names the luck, which is the same at every point"]
    runs: Annotated[int, "councils at each point"]
    design: Annotated[str, "grid, lhs or sobol"]
    inputs: Annotated[tuple[str, ...], "keys of the scenario"]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Indices:
    """First and total Sobol' index of an input."""

    first: Annotated[Difference, "part of the variance that the input alone makes"]
    total: Annotated[Difference, "the same with all that it does together with others"]


@dataclass(frozen=True, slots=True)
class InputIndices:
    """What one input moves."""

    name: Annotated[str, "the input in words"]
    first: Annotated[Difference, "of the chance of adoption: part that the input alone makes"]
    total: Annotated[Difference, "the same with all that it does together with others"]
    days: Annotated[Indices, "of the time it takes"]
    text: Annotated[Indices, "of where the principal issue ends"]


@dataclass(frozen=True, slots=True)
class Luck:
    """What is left to luck when the inputs are known."""

    share: Annotated[Difference, "part of the variance of a single council"]
    moved: Annotated[float, "standard deviation of the chance of adoption over the inputs"]


@dataclass(frozen=True, slots=True)
class Swing:
    """The chance of adoption with one input low and high, all else as it is."""

    key: Annotated[str, "key of the scenario"]
    name: Annotated[str, "the input in words"]
    values: Annotated[tuple[Any, ...], "its 10 % and its 90 % quantile; of a switch its two ends"]
    lowered: Annotated[float, "chance at the first"]
    raised: Annotated[float, "chance at the second"]


@dataclass(frozen=True, slots=True)
class Tornado:
    """The swings of all inputs, the widest first."""

    base: Annotated[float, "chance of adoption as things stand"]
    low: Annotated[float, "lower end of its 95 % interval"]
    high: Annotated[float, "upper end of its 95 % interval"]
    rows: tuple[Swing, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Sensitivity(Found):
    """Which inputs the answer rests on: `nacsim sensitivity`."""

    scenario: Annotated[str, "name of the scenario"]
    version: Annotated[str, "version of nacsim"]
    seed: Annotated[int, "names the luck and the points"]
    runs: Annotated[int, "councils at each point, in two lots that share no luck"]
    base_points: Annotated[int, "base points of the Sobol' design"]
    inputs: Annotated[dict[str, InputIndices], "by key of the scenario"]
    screened: Annotated[
        dict[str, float], "mean absolute change over the whole range of each input screened (mu*)"
    ]
    left: Annotated[tuple[str, ...], "members whose judged numbers are no inputs, and count with the luck"]
    luck: Luck
    noise: Annotated[bool, "whether the chance of adoption varies too little for indices to mean anything"]
    tornado: Tornado
    words: Annotated[tuple[str, ...], "the result in sentences"]


@dataclass(frozen=True, slots=True)
class Stakes:
    """The chance that nothing is adopted, when all may object and when nobody may."""

    all: Share
    nobody: Share


@dataclass(frozen=True, slots=True)
class Quiet:
    """Councils in which a member happens to stay silent on the text as tabled."""

    adopted: Annotated[Share, "share of them that adopt it"]
    runs: Annotated[int, "how many there are"]


@dataclass(frozen=True, slots=True)
class Pivot:
    """What one member's consent is worth."""

    if_silent: Annotated[Difference | None, "change of the share adopted if it is made to stay silent"]
    if_objecting: Annotated[Difference | None, "the same if it is made to object"]
    if_absent: Annotated[
        Difference | None, "the same if it is not in the room; None where nobody would be left"
    ]
    shapley: Annotated[Difference, "its part in the failure"]
    classic: Annotated[
        float | None, "its power by the rule alone (Shapley and Shubik); None for a rule from a package"
    ]
    happens_silent: Quiet
    made_silent: Annotated[Share, "share adopted if it is made to stay silent"]


@dataclass(frozen=True, slots=True)
class Consent:
    """Members whose silence makes adoption more likely than not, and no fewer of them do."""

    members: tuple[str, ...]
    adopted: Annotated[Share, "share adopted if they stay silent"]
    flips: Annotated[float, "share of the councils that failed which their silence turns"]


@dataclass(frozen=True, eq=False, repr=False)
class Pivots(Found):
    """Whose consent the outcome turns on: `nacsim pivots`."""

    scenario: Annotated[str, "name of the scenario"]
    version: Annotated[str, "version of nacsim"]
    seed: Annotated[int, "names the luck"]
    runs: Annotated[int, "councils of each variant"]
    adopted: Annotated[Share, "share adopted as things stand"]
    failure: Stakes
    members: Annotated[dict[str, Pivot], "by code"]
    others: Annotated[Difference, "part in the failure of all members together that make no difference alone"]
    method: Annotated[str, "exact or sampled: how the parts were found"]
    sets: Annotated[tuple[Consent, ...], "the smallest first"]
    words: Annotated[tuple[str, ...], "the result in sentences"]


@dataclass(frozen=True, slots=True)
class Pull:
    """A lever that is pulled."""

    set: Annotated[str, "what it changes, as --set takes it"]
    cost: float
    words: str
    doubt: Annotated[str, "what speaks against it; empty where past decisions bear it out"]


@dataclass(frozen=True, slots=True)
class Package:
    """Some levers together."""

    levers: tuple[Pull, ...]
    cost: Annotated[float, "sum of the costs"]
    adopted: Annotated[Share, "share adopted, on draws that the search did not see"]
    words: str


@dataclass(frozen=True, slots=True)
class Price:
    """What a member lacks, in points of gain, to let the first silence hold."""

    half: Annotated[float, "in half of the councils"]
    nine_in_ten: Annotated[float, "in nine of ten"]


@dataclass(frozen=True, slots=True)
class Tolerable:
    """The text nearest to what is tabled that a member lets pass more often than not."""

    proposed: Annotated[float, "points 0-100"]
    objects: Annotated[Share, "how often it breaks silence even so"]
    borne: Annotated[Share, "how often the sponsors would rather have that text than none"]


@dataclass(frozen=True, slots=True)
class Persuader:
    """A partner that a member listens to."""

    member: Annotated[str, "code of the partner"]
    weight: Annotated[float, "how much it is listened to, share of all"]
    adopted: Annotated[Difference, "change of the share adopted if it were heeded more"]
    blocks: Annotated[Difference, "change of how often the member blocks"]


@dataclass(frozen=True, slots=True)
class Portrait:
    """What stands between a member and its consent."""

    price: Price
    texts: Annotated[dict[str, Tolerable | None], "by issue; None where there is no such text"]
    persuaders: Annotated[tuple[Persuader, ...], "the most useful first"]


@dataclass(frozen=True, eq=False, repr=False)
class Bridge(Found):
    """The cheapest packages that would carry the decision: `nacsim bridge`."""

    scenario: Annotated[str, "name of the scenario"]
    version: Annotated[str, "version of nacsim"]
    seed: Annotated[int, "names the luck"]
    runs: Annotated[int, "councils on which packages are reported"]
    target: Annotated[float, "the chance to reach"]
    unit: Annotated[str, "what costs count"]
    guessed: Annotated[bool, "whether built-in costs, which are guesses, are among them"]
    base: Annotated[Share, "share adopted as things stand"]
    packages: Annotated[tuple[Package, ...], "those that reach the target, the cheapest first"]
    frontier: Annotated[tuple[Package, ...], "those that no other beats in both cost and chance"]
    blockers: Annotated[dict[str, Portrait], "members in the way, by code"]
    tried: Annotated[int, "packages played in the search"]
    complete: Annotated[bool, "whether these were all there are"]
    words: Annotated[tuple[str, ...], "the result in sentences"]
    possible: Annotated[int | None, "packages that the levers make"] = None
    finer: Annotated[int | None, "packages played beside, with a lever pulled less far"] = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A box of inputs."""

    limits: Annotated[
        dict[str, tuple[float | None, ...]],
        "lowest and highest by key, None where there is no limit; of a switch, places among its values",
    ]
    coverage: Annotated[Share, "share of all such points that lie inside"]
    density: Annotated[Share, "share of the points inside that are such"]
    words: str
    lift: Annotated[float | None, "how many times the share of such among all points the density is"] = None


@dataclass(frozen=True, slots=True)
class Step:
    """A box on the way from all points to the densest ones, on points it was not found on."""

    coverage: Annotated[float, "share of all failures that lie inside"]
    density: Annotated[float, "share of failures inside"]
    limits: Annotated[int, "how many limits it has"]


@dataclass(frozen=True, slots=True)
class Tip:
    """Where the chance of adoption crosses one half as one input moves, all else as it is."""

    value: float
    between: Annotated[
        tuple[float, ...], "the nearest values tried at which it is below and above one half beyond the dice"
    ]
    rises: Annotated[bool, "whether the chance rises there"]
    low: Annotated[float, "chance at the lowest value"]
    high: Annotated[float, "chance at the highest value"]


@dataclass(frozen=True, eq=False, repr=False)
class Discovery(Found):
    """The conditions under which it fails: `nacsim discover`."""

    scenario: Annotated[str, "name of the scenario"]
    version: Annotated[str, "version of nacsim"]
    seed: Annotated[int, "names the luck, which is the same at every point"]
    runs: Annotated[int, "councils at each point"]
    sampled: Annotated[int, "points"]
    inputs: Annotated[dict[str, str], "key of the scenario to the input in words"]
    ranges: Annotated[dict[str, tuple[float, ...]], "lowest and highest value tried, by key"]
    failures: Annotated[Share, "share of points at which it fails more often than not"]
    boxes: Annotated[tuple[Rule, ...], "where it fails, found by bump hunting (PRIM)"]
    tree: Annotated[tuple[Rule, ...], "where it fails, found by a classification tree (CART)"]
    adoption: Annotated[tuple[Rule, ...], "where it is adopted, found by bump hunting"]
    tipping: Annotated[
        dict[str, Tip | None], "by key; None where the chance does not cross one half, or not beyond the dice"
    ]
    choices: Annotated[dict[str, tuple[str, ...]], "values of each switch among the inputs, by key"]
    switches: Annotated[dict[str, dict[str, float]], "share adopted by the value of each switch, by key"]
    words: Annotated[tuple[str, ...], "the result in sentences"]
    tradeoff: Annotated[tuple[Step, ...] | None, "coverage for density: the boxes that PRIM went through"] = (
        None
    )


@dataclass(frozen=True, eq=False, repr=False)
class Validation(Found):
    """Scores on past decisions, beside simple rules: `nacsim validate`."""

    version: Annotated[str, "version of nacsim"]
    cases: Annotated[int, "past decisions"]
    log_score: Annotated[float | None, "of the chance of adoption within the horizon; lower is better"]
    brier: Annotated[float | None, "likewise, squared error"]
    outcomes_log_score: Annotated[float | None, "of the outcomes"]
    log_score_ever: Annotated[float | None, "of the chance of adoption at any time"]
    brier_ever: Annotated[float | None, "likewise, squared error"]
    text_mae: Annotated[float | None, "mean error of the mean final text, points"]
    text_mae_median: Annotated[float | None, "likewise of its median"]
    text_in_90: Annotated[float | None, "share of final texts within their 90 % interval"]
    crps: Annotated[float | None, "continuous ranked probability score of the final text, points"]
    log_score_without_two_worst: Annotated[float | None, "the log score without its two worst misses"]
    brier_without_two_worst: Annotated[float | None, "likewise, squared error"]
    blockers: Annotated[dict[str, float | None], "how well those who objected are named"]
    intervals: Annotated[dict[str, dict[str, float]], "95 % intervals of the scores, by bootstrap over cases"]
    reliability: Annotated[
        tuple[dict[str, Any], ...], "cases by the chance they were given, and what happened"
    ]
    days: Annotated[dict[str, Any], "the time to decision"]
    baselines: Annotated[
        dict[str, dict[str, Any]], "the same scores of simple rules, and the model's difference"
    ]
    blanked: Annotated[dict[str, dict[str, Any]], "the model without what was coded with hindsight"]
    per_case: Annotated[dict[str, dict[str, Any]], "case by case"]
    runs: Annotated[int, "councils of each case"]
    seed: Annotated[int, "names the luck"]
    note: Annotated[str | None, "what the scores do not say"] = None
    external: Annotated[dict[str, Any] | None, "the model beside vetoes that others counted"] = None


@dataclass(frozen=True, slots=True)
class Alike:
    """How far two codings agree on one scale, over the members that both name."""

    values: Annotated[int, "values compared"]
    mean: Annotated[float | None, "mean absolute difference, points"]
    sd: Annotated[float | None, "error of one coding: standard deviation of the differences over √2, points"]
    close: Annotated[float | None, "share of the values that differ by less than 15 points"]
    correlation: Annotated[float | None, "None where one coding does not vary"]
    icc: Annotated[float | None, "intraclass correlation of single codings for absolute agreement, ICC(A,1)"]


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa: 1 full agreement, 0 no more than chance would give; with its 95 % interval over decisions."""

    value: Annotated[float | None, "None where chance explains all"]
    low: Annotated[float | None, "None with fewer than two decisions"]
    high: float | None


@dataclass(frozen=True, slots=True)
class Crossed:
    """The answers of two coders to one question of yes or no."""

    both: int
    first_only: int
    second_only: int
    neither: int
    agreement: Annotated[float | None, "share of equal answers"]
    kappa: Kappa


@dataclass(frozen=True, slots=True)
class Apart:
    """A value on which two coders are 15 points apart or more."""

    decision: Annotated[str, "name of the first coding"]
    member: Annotated[str, "code"]
    what: Annotated[str, "position, salience or resolve"]
    issue: Annotated[str | None, "name in the first coding; None for resolve"]
    first: Annotated[float, "points; a distribution with its centre"]
    second: Annotated[float, "likewise"]


@dataclass(frozen=True, slots=True)
class Unlike:
    """A choice about the question itself that two coders made differently."""

    decision: Annotated[str, "name of the first coding"]
    key: Annotated[str, "key of the scenario, as the first coding names it"]
    first: Annotated[Any, "None where the file does not say"]
    second: Any


@dataclass(frozen=True, slots=True)
class Swap:
    """The first coding with one thing taken from the second, under the same luck."""

    what: Annotated[str, "position, salience, resolve, lumpy, exit, or all: the second coding as it is"]
    adopted: Annotated[Share, "share of councils that adopt it"]
    difference: Annotated[Difference, "to the first coding, paired by council"]


@dataclass(frozen=True, slots=True)
class CodedTwice:
    """One decision in two codings."""

    first: Annotated[str, "name of the first coding"]
    second: str
    both: Annotated[int, "members that both name"]
    first_only: Annotated[tuple[str, ...], "members that only the first names"]
    second_only: tuple[str, ...]
    adopted: Annotated[Share, "share of councils that adopt it by the first coding"]
    swaps: Annotated[tuple[Swap, ...], "what each part of the second makes of it"]


@dataclass(frozen=True, eq=False, repr=False)
class Agreement(Found):
    """How far two codings of the same decisions agree, and what their differences do to the answer: `nacsim agree`."""

    version: Annotated[str, "version of nacsim"]
    seed: Annotated[int, "names the luck"]
    runs: Annotated[int, "councils of each coding and swap"]
    decisions: tuple[CodedTwice, ...]
    scales: Annotated[dict[str, Alike], "position, salience and resolve"]
    lumpy: Annotated[Crossed, "is the issue taken whole? Over issues with a status quo"]
    loses: Annotated[
        Crossed, "is the text as tabled worse for the member than none? Members that one or both name"
    ]
    apart: Annotated[tuple[Apart, ...], "values 15 points apart or more, the widest first"]
    unlike: Annotated[tuple[Unlike, ...], "choices about the question that differ"]
    words: Annotated[tuple[str, ...], "the result in sentences"]


RESULTS = (Summary, Comparison, Agenda, Sweep, Sensitivity, Pivots, Bridge, Discovery, Validation, Agreement)
"""Every kind of result that a command prints as JSON."""
