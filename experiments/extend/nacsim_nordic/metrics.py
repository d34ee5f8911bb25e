"""A metric: a number for each council, from what `simulate` returns."""

import numpy as np


def conceded(outcomes):
    """Points conceded on the principal issue

    How far the text that is adopted lies from the text as tabled; 0 where none is adopted.
    """
    tabled = outcomes.question.issues[outcomes.question.principal].proposed
    return np.where(outcomes.adopted, abs(outcomes.text[0] - tabled), 0)
