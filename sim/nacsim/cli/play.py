"""`nacsim play`: take the chair, or a member's seat, against the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.options import ABOUT, FILE
from nacsim.cli.say import say
from nacsim.defaults import MOST_RUNS
from nacsim.errors import NacsimError, WrongValue

HELP = {
    "chair": "Enter: put the redraft that is proposed. ISSUE=VALUE: put this text instead. hold: the same text again. "
    "nopay: no payments. shelve: take it off the table.",
    "member": "o: object. s (or Enter): stay silent.",
}


@asks("play", ABOUT | {"seed"})
@click.option("--seat", default="chair", show_default=True, metavar="chair|CODE", help="Whose part you play.")
@click.option("--run", "number", type=click.IntRange(0, MOST_RUNS - 1), default=0, show_default=True,
              help="Which council: run of `nacsim run` with the same seed.")  # fmt: skip
@click.option("--log", type=FILE, metavar="FILE",
              help="Keep what was done, as JSON.")  # fmt: skip
@click.option("--replay", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Do again what a log says, without asking.")  # fmt: skip
def command(ask: Ask, seat: str, number: int, log: Path | None, replay: Path | None) -> None:
    """Play one council of SCENARIO as the chair or as a member; all the others are the model's.

    The rules and the luck are those of that run. What you do is kept with --log and done again with --replay.
    """
    from nacsim.council.seat import check_seat, play

    question = ask.question
    check_seat(seat, question)
    say(f"{question.title}: council {number} under seed {ask.seed}")
    done = again(replay, question) if replay else play(question, seat, Prompt(question), ask.seed, number)
    tell(done, question)
    if log is not None:
        from nacsim.cli.files import write_json

        write_json(log, done)
        say(f"Kept in {log}; do it again with --replay {log}")


def again(path: Path, question: Any) -> dict[str, Any]:
    """The council of a log. Raises WrongValue for a file that is none."""
    from nacsim.council.seat import replay
    from nacsim.files.reading import read_json

    try:
        log = read_json(path)
        if log["scenario"] != question.name:
            raise click.UsageError(f"{path} is of {log['scenario']}, not of {question.name}")
        return replay(log, question)
    except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
        if isinstance(error, NacsimError) and not isinstance(error, TypeError):
            raise
        raise WrongValue(f"{path}: not a log of nacsim play") from None


class Prompt:
    """Shows what the person sees, and asks until the answer can be read."""

    def __init__(self, question: Any):
        from nacsim.narrate import names_of

        self.question, self.names, self.told = question, names_of(question), False
        self.again = False  # the same question, after an action that was not allowed

    def __call__(self, sight: dict[str, Any]) -> dict[str, Any]:
        """An action for `nacsim.council.seat.play`."""
        kind = "chair" if sight["seat"] == "chair" else "member"
        if not self.again:
            say(f"\nRound {sight['round']} of {sight['rounds']}")
            self._show(sight)
        self.again = False
        if not self.told:
            say(HELP[kind])
            self.told = True
        while True:
            try:
                return getattr(self, f"_{kind}")(click.prompt(">", default="", show_default=False), sight)
            except ValueError as error:
                say(str(error))

    def refused(self, why: str) -> None:
        """Say why an action is not allowed; `nacsim.council.seat` asks again."""
        say(f"Not allowed: {why}")
        self.again = True

    def _show(self, sight: dict[str, Any]) -> None:
        from nacsim.narrate import joined

        for name, points in sight["text"].items():
            more = f"; you want {sight['position'][name]:g}" if "position" in sight else ""
            say(f"  {self.question.issues[name].label}: the text says {points:g}{more}")
        spoke = [self.names[m] for m in sight["spoke"]]
        if spoke:
            say(f"  {joined(spoke)} broke the last silence.")
        if "worth" in sight:
            say(f"  Worth to you: {sight['worth']:+g} points of gain; paid so far: {sight['paid']:g}")
            return
        offer = ", ".join(f"{name}={points:g}" for name, points in sight["offer"].items())
        paid = ", ".join(f"{self.names[m]} {p:g}" for m, p in sight["payments"].items())
        say(f"  Proposed: {offer}" + (f"; payments: {paid}" if paid else ""))

    def _member(self, answer: str, sight: dict[str, Any]) -> dict[str, Any]:
        word = answer.strip().lower()
        if word not in ("", "s", "silent", "o", "object"):
            raise ValueError(HELP["member"])
        return {"object": word.startswith("o")}

    def _chair(self, answer: str, sight: dict[str, Any]) -> dict[str, Any]:
        action: dict[str, Any] = {}
        for word in answer.replace(",", " ").split():
            name, equals, number = word.partition("=")
            if word == "shelve":
                return {"shelve": True}
            if word == "hold":
                action |= {"text": sight["text"], "pay": False}
            elif word == "nopay":
                action["pay"] = False
            elif equals and name in sight["text"]:
                action["text"] = {**action.get("text", {}), name: float(number)}
            else:
                raise ValueError(HELP["chair"])
        return action


def tell(done: dict[str, Any], question: Any) -> None:
    """The council round by round, and its end."""
    from nacsim.narrate import joined, names_of
    from nacsim.vocabulary import OUTCOME

    names = names_of(question)
    say("")
    for told in done["rounds"]:
        text = ", ".join(f"{name} {points:g}" for name, points in told["text"].items())
        who = joined([names[m] for m in told["speaks"]]) or "nobody"
        say(f"Round {told['round']}: {text}. Silence broken by {who}.")
    say(f"The end: {OUTCOME[done['outcome']].meaning}.")
