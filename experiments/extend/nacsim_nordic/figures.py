"""A figure: draws what `simulate` returned on the axes that it is given, and gives them back."""

import numpy as np


def patience(outcomes, *, ax):
    """How many councils still talk after each round, of those that end with a text and of those that do not."""
    rounds = np.arange(outcomes.rounds.max() + 1)
    for kind, word, colour in (
        (outcomes.adopted, "adopted", "#2E7DB3"),
        (~outcomes.adopted, "not adopted", "#A8400A"),
    ):
        if kind.any():
            left = (outcomes.rounds[kind][:, None] > rounds).mean(0)
            ax.step(rounds, left, where="post", color=colour, label=f"{word} ({kind.sum():,} councils)")
    ax.set(xlabel="round", ylabel="share still talking", ylim=(0, 1.02), xlim=(0, rounds[-1]))
    ax.yaxis.set_major_formatter("{x:.0%}")
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set_title("How long the talks last")
    ax.legend(loc="upper right")
    return ax
