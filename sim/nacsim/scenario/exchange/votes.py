"""Roll calls: who voted for, against or abstained. Votes are no positions, and are named as what they are."""

from nacsim.scenario.exchange.draft import Draft, Row
from nacsim.scenario.exchange.grid import Grid
from nacsim.scenario.exchange.notes import Notes, some
from nacsim.scenario.exchange.options import Options
from nacsim.scenario.exchange.scale import POINTS

FOR = {"y", "yes", "yea", "aye", "for", "in favour", "oui", "ja", "si", "sí"}
AGAINST = {"n", "no", "nay", "against", "non", "nein"}
ABSTAINED = {"a", "abstain", "abstained", "abstention", "x"}
NOT = {"", "-", "absent", "not voting", "nv", "np", "present", "non-voting"}
WORDS = FOR | AGAINST | ABSTAINED | NOT
NAMES = ("ms_name", "name", "member", "country", "state", "actor", "delegation", "ms_code", "code")


def column(grid: Grid) -> int | None:
    """The place of the column of votes, if this is a roll call: a heading with "vote", and only votes below."""
    if len(grid.lines) < 3:
        return None
    heads, body = grid.lines[0], grid.lines[1:]
    if any("position" in field.casefold() for field in heads.fields):
        return None
    for place, head in enumerate(heads.fields):
        votes = [line.get(place).casefold() for line in body]
        if "vot" in head.casefold() and all(v in WORDS for v in votes) and any(votes):
            return place
    return None


def draft_of(grid: Grid, place: int, options: Options, title: str, notes: Notes) -> Draft:
    """A starting point drawn from votes, with --votes; otherwise a refusal that says what can be done."""
    heads = [field.strip().casefold() for field in grid.lines[0].fields]
    who = next((heads.index(name) for name in NAMES if name in heads), 0)
    said = {line.get(who): line.get(place).casefold() for line in grid.lines[1:]}
    counts = [("for", FOR), ("against", AGAINST), ("abstained", ABSTAINED), ("did not vote", NOT)]
    told = ", ".join(f"{sum(v in words for v in said.values())} {name}" for name, words in counts)
    if not options.votes:
        notes.stop(
            f"is a roll call ({told}): it says who voted how, not what each wants, how much it matters and how firm each "
            "is, which a scenario needs. --votes makes a start of it: for at the text, against at the status quo, "
            "abstained between, all else unknown; or add columns position and salience"
        )
    out = [name for name, vote in said.items() if vote in NOT]
    if out:
        notes.ignored.append(f"who did not vote: {some(out)}")
    where = {**dict.fromkeys(FOR, "100"), **dict.fromkeys(AGAINST, "0"), **dict.fromkeys(ABSTAINED, "50")}
    rows = [Row(line.number, line.get(who), "issue", {"position": where[vote]})
            for line in grid.lines[1:] if (vote := line.get(place).casefold()) in where]  # fmt: skip
    notes.loud.append((f"votes are read as positions ({told}): a start to be worked over, not a coding", ""))
    return Draft("a roll call", title, {"issue": {"zero": "against", "hundred": "for"}}, rows,
                 {"issue": POINTS}, separator=grid.separator, given={"position"})  # fmt: skip
