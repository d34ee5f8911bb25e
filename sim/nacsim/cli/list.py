"""`nacsim list`: the scenarios that ship."""

from __future__ import annotations

import json

import click

from nacsim.cli.ask import Ask, asks
from nacsim.cli.say import say


@asks("list", {"as_json"})
@click.argument("word", required=False)
@click.option("--history", is_flag=True, help="The past decisions instead of the open questions.")
def command(ask: Ask, word: str | None, history: bool) -> None:
    """List the scenarios that ship, by the names that every command takes; with WORD those that have it in name or title."""
    known = titles()
    kinds: dict[bool, dict[str, str]] = {False: {}, True: {}}
    for name, title in known.items():
        kinds[name.startswith("history/")][name] = title
    found = {n: t for n, t in kinds[history].items() if has(word, n, t)}
    other = sum(has(word, n, t) for n, t in kinds[not history].items())
    if ask.as_json:
        say(json.dumps([{"name": n, "title": t} for n, t in found.items()], ensure_ascii=False))
        return
    width = max(map(len, found), default=0)
    for name, title in found.items():
        say(f"{name:<{width}}  {title}")
    for line in after(word, history, len(found), other, list(known)):
        say(line, err=True)


def titles() -> dict[str, str]:
    """Name to title of what ships; of past decisions each once, without second codings."""
    from nacsim.files.reading import read_toml
    from nacsim.scenario.reading.read import past_decisions, shipped

    past = past_decisions()
    paths = {n: p for n, p in shipped().items() if not n.startswith("history/") or n in past}
    return {name: read_toml(path)["title"] for name, path in paths.items()}


def has(word: str | None, name: str, title: str) -> bool:
    """Whether a word is in a name or a title, whatever the case."""
    return word is None or word.lower() in f"{name} {title}".lower()


def after(word: str | None, history: bool, found: int, other: int, names: list[str]) -> list[str]:
    """What to say below the list: how to see the rest, or what was meant."""
    from nacsim.nearest import nearest

    more = f"nacsim list {word + ' ' if word else ''}{'' if history else '--history'}".rstrip()
    kind = "open questions" if history else "past decisions"
    lines = [] if found else [f'No scenario has "{word}" in name or title.']
    if not found and not other:
        parts = {part: name for name in names for part in (name, *name.replace("/", "_").split("_"))}
        close = nearest(word or "", parts)
        return [*lines, f"Did you mean {close}?" if close else "`nacsim list` shows all."]
    if other:
        lines.append(f"{other} {kind}{' with it' if word else ''}: {more}")
    return lines
