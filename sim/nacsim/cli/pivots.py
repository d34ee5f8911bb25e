"""`nacsim pivots`: whose consent the outcome turns on."""

from __future__ import annotations

from pathlib import Path

import click

from nacsim.cli import exploring, options


@click.command
@options.scenario
@options.overrides
@options.runs(4_000)
@options.seed
@options.jobs
@options.out
@options.as_json
@options.quiet
def command(
    scenario: str, overrides: tuple[str, ...], runs: int, seed: int, jobs: int | None,
    out: Path | None, as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Ask whose consent the outcome of SCENARIO turns on.

    Every member is made silent, made to object, and taken out of the room; Shapley values share the failure
    among the members; the smallest sets whose silence turns the outcome are looked for. --runs counts the
    councils of each of these variants, all under the same luck.
    """
    from nacsim.explore.pivots import pivots
    from nacsim.scenario import load

    question = load(scenario, overrides)
    with options.progress(quiet) as advance:
        result = pivots(question, runs, seed, jobs=jobs, progress=advance)
    exploring.finish(
        result, as_json, out, lambda: report(result, question), lambda p: draw(result, question, p), "pivots"
    )


def weighty(result: dict, most: int = 12) -> list[str]:
    """The members that make a difference, the largest part first."""
    members = result["members"]

    def reach(code: str) -> float:
        return max(abs(members[code]["shapley"]["value"]), abs(members[code]["if_silent"]["value"]))

    return sorted((c for c in members if reach(c) >= 0.001), key=lambda c: -members[c]["shapley"]["value"])[
        :most
    ]


def report(result: dict, question) -> str:
    """A line a member, the sets, the sentences."""
    from nacsim.narrate import names_of, percent

    names, members = names_of(question), result["members"]
    heads = ("its part in", "95%", "adopted if", "if it", "if it is")
    under = ("the failure", "interval", "made silent", "objects", "absent")
    lines = [
        question.title,
        f"adopted in {percent(result['adopted']['share'])} of {result['runs']:,} councils",
        "",
    ]
    lines += [f"{'':<22}" + "".join(f"{h:>16}" for h in row) for row in (heads, under)]
    for code in weighty(result):
        lines.append(f"{names[code]:<22}" + "".join(f"{cell:>16}" for cell in _cells(members[code])))
    quiet = len(members) - len(weighty(result))
    lines += [
        f"{quiet} other{'s' if quiet != 1 else ''}: no difference",
        "",
        exploring.sentences(result["words"]),
    ]
    return "\n".join(lines)


def _cells(member: dict) -> list[str]:
    from nacsim.narrate import percent

    part = member["shapley"]
    moves = [member[k] for k in ("if_silent", "if_objecting", "if_absent")]
    changes = ["-" if m is None else f"{100 * m['value']:+.1f}".replace("-", "−") for m in moves]
    return [percent(part["value"]), f"{100 * part['low']:.1f} to {100 * part['high']:.1f}", *changes]


def draw(result: dict, question, folder: Path) -> None:
    """Shapley parts beside the equal part."""
    from nacsim.narrate import names_of
    from nacsim.plots import pivots

    names, members = names_of(question), result["members"]
    rows = [{"name": names[c], **members[c]["shapley"]} for c in weighty(result)]
    total = result["failure"]["all"]["share"] - result["failure"]["nobody"]["share"]
    data = {"rows": rows, "members": len(members), "total": total}
    exploring.saved(pivots(data), folder / "pivots", question.title, result)
