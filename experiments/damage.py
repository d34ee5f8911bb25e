"""Damaged files at every door, by kind and by chance: does any end in a traceback, take for ever, or leave something behind?

    python experiments/damage.py               every kind of damage at every door, then 20 of chance at each
    python experiments/damage.py 500           as many of chance
    python experiments/damage.py 500 7         other ones: the first number of the chances
    python experiments/damage.py 500 0 convert doors whose command or file has this word

    python experiments/damage.py --keep        keep the figures for docs/reliability.md, too

Doors, kinds and chances stand in `tests/damaged.py`. What is wrong is named, and the file that led to it kept in a folder.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from damaged import DOORS, KINDS, House, by_chance
from figure_sheet import Row, keep


def main(words: list[str]) -> int:
    """Try all, print what is wrong and a summary; how many were wrong."""
    numbers = [int(word) for word in words if word.isdecimal()]
    most, first = (*numbers, *(20, 0)[len(numbers) :])[:2]
    asked = [word for word in words if not word.isdecimal() and word != "--keep"]
    doors = [
        door for door in DOORS if not asked or any(word in f"{door.words} {door.file}" for word in asked)
    ]
    kept = Path(tempfile.mkdtemp(prefix="nacsim-damage-"))
    folder = Path(tempfile.mkdtemp()).resolve()
    os.chdir(folder)
    house, tries, wrong, slowest, began = House(folder), 0, 0, 0.0, time.monotonic()
    for number, door in enumerate(doors):
        good = house.original(door)
        cases = [(kind, damage(good), seal) for kind, damage in KINDS.items() for seal in (False, True)]
        for k in range(first, first + most):
            chance = Random(f"{k} {door}")
            cases.append((f"chance {k}", by_chance(door, good, chance), chance.random() < 0.7))
        for name, data, seal in cases:
            start = time.monotonic()
            told = house.tried(door, data, seal)
            slowest = max(slowest, time.monotonic() - start)
            tries += 1
            if told:
                wrong += 1
                (kept / f"{number} {name}").write_bytes(data)
                print(f"{' '.join(door.words)} < {door.file}, {name}: {told[-500:]}", flush=True)
        print(f"{' '.join(door.words)} < {door.file}: {tries:,} tried in all, {wrong} wrong", flush=True)
    spent = time.monotonic() - began
    print(
        f"{tries:,} files at {len(doors)} doors in {spent:.0f} s, the slowest {slowest:.1f} s: {wrong} wrong ({kept})"
    )
    if "--keep" in words:
        what = "damaged files of every kind that a command reads, by kind and by chance"
        result = f"{wrong} tracebacks, endless loops or things left behind; the slowest took {slowest:.1f} s"
        command = " ".join(["python experiments/damage.py", *words])
        keep("inputs", command, [Row(what, f"{tries:,} files at {len(doors)} doors", result)])
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
