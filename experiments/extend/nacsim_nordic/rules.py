"""A decision rule: a function of votes and body that says of each council whether the text is adopted."""

import numpy as np


def inner_circle(votes, body):
    """no objection of the two largest, and at most one of the others"""
    size = body.population if body.population is not None else np.ones(len(votes.against))
    within = size >= np.sort(size)[-min(2, len(size))]  # all that are as large as the second
    return ~votes.against[within].any(0) & (votes.against[~within].sum(0) <= 1)


inner_circle.sentence = "decides without an objection of its two largest, and over one of another"
