"""Who the actors of a table are: allies, who get their codes, or a body of their own under the names given."""

from nacsim.data import members
from nacsim.scenario.exchange import countries
from nacsim.scenario.exchange.draft import Draft
from nacsim.scenario.exchange.notes import Notes, some
from nacsim.scenario.exchange.options import Options


def seat(draft: Draft, options: Options, notes: Notes) -> bool:
    """Whether the actors are the Council, or part of it; they then get their codes, in place."""
    names = list(dict.fromkeys(row.actor for row in draft.rows if row.actor))
    found = {name: countries.ally(name) for name in names}
    wanted = options.body or draft.body
    allies = [name for name in names if found[name]]
    council = wanted == "council" or (wanted is None and len(allies) > 1 and len(allies) == len(names))
    if council:
        _seat_council(draft, names, found, options, notes)
    elif len(allies) > 1 and wanted is None and 2 * len(allies) >= len(names):
        _tell_others([name for name in names if not found[name]], notes)
    _refuse_twice(draft, notes)
    return council


def _seat_council(
    draft: Draft, names: list[str], found: dict[str, str | None], options: Options, notes: Notes
) -> None:
    for name in names:
        if not found[name]:
            close = countries.near(name)
            hint = f"; nearest: {members.NAMES[close]} ({close})" if close else ""
            notes.stop(f'"{name}" is no ally{hint}; --body roster takes the actors as they are named')
    for row in draft.rows:
        row.actor = found.get(row.actor) or row.actor
    renamed = [f"{name} = {found[name]}" for name in names if name != found[name]]
    if renamed:
        notes.read.append(f"names of allies: {some(renamed, most=40)}")
    if options.body is None:
        what = "all actors are allies, so they sit as the Council of today, the others absent"
        notes.loud.append((what, "--body roster"))


def _tell_others(strangers: list[str], notes: Notes) -> None:
    meant = [f"{name} (nearest: {members.NAMES[c]})" for name in strangers if (c := countries.near(name))]
    what = f"most actors are allies, but not {some(meant or strangers)}; taken as they are named"
    notes.loud.append((what, "--body council"))


def _refuse_twice(draft: Draft, notes: Notes) -> None:
    seen: set[tuple[str, str]] = set()
    for row in draft.rows:
        if not row.actor:
            notes.wrong(row.line, "actor", "no name; needed: one on every line")
        elif (row.actor, row.issue) in seen:
            needed = "one each, or a column that names the issue (--column issue=HEADING)"
            notes.wrong(row.line, "actor", f"{row.actor} has a second line; needed: {needed}")
        seen.add((row.actor, row.issue))
