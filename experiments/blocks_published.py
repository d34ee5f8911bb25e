"""Parts of docs/published.md: tables of the studies that set the model beside publications."""

import haege_2013
import jury_verdicts
import veto_frequency
from page_tables import table

HEADS = ("what", "published", "the model", "the two")


def beside(study):
    """The table of a study."""
    return lambda: table(HEADS, [row.cells() for row in study.beside()])


def laboratory() -> str:
    """The table of the laboratory, and how much of it hangs on salience and on few panels."""
    chance = jury_verdicts.equal_counts()
    deep = ", ".join(f"{100 * share:.0f}" for share in jury_verdicts.deep())
    return (
        f"{beside(jury_verdicts)()}\n\n"
        f"Three equal counts in {jury_verdicts.PANELS} juries each would come about with a chance of {100 * chance:.1f} %\n"
        "if the model's shares held. With everybody's salience at 90, as if a verdict meant nearly everything,\n"
        f"the four cells are {deep} %."
    )


BLOCKS = {
    "published haege": beside(haege_2013),
    "published laboratory": laboratory,
    "published vetoes": beside(veto_frequency),
}
