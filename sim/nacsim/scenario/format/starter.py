"""The scenario that ``nacsim new`` writes: short, commented, and one that runs as it is."""

from nacsim.scenario.format.schema import FILE
from nacsim.scenario.format.write import inline
from nacsim.vocabulary import RULES

TEXT = """\
#:schema {schema}
# A scenario: one proposal before the North Atlantic Council, which adopts it unless a member objects.
# Change a number, then:   nacsim check FILE   nacsim show FILE   nacsim run FILE
# Every key is described in scenarios/README.md, and how to choose the numbers in docs/coding.md.

title = {title}  # what it is called: the first line of `nacsim run`
question = "Would the Council agree to it?"  # what you want to know: the headline of the page
proposal = "What is on the table, in a sentence."
status_quo = "What holds if nothing is adopted, in a sentence."
# category = "office"             # its kind; docs/coding.md has the words
# sources = ["Reuters, 5 July 2023 [read]"]
# date = 2023-07-11               # who sits in the Council; without a date today's 32 members
# roster = ["Austria", "Belgium"] # another body than the Council: all its members, under any names

[issues.proposal]                 # the first issue is the principal one
label = "The proposal"
zero = "nothing changes"          # what 0, 50 and 100 mean, in words
midpoint = "half of it"
hundred = "all that its sponsors want"
status_quo = 0                    # where it stays if nothing is adopted
proposed = 100                    # where the text as tabled puts it
floor = 40                        # the least the sponsors would still table
# lumpy = true                    # if it can only be taken whole or not at all

[issues.safeguard]                # no status quo: a condition, which exists only in the text
label = "A safeguard for the doubters"
proposed = 20

[default]                         # every member not named below; all scales run from 0 to 100
position = {{ proposal = 75, safeguard = 40 }}
salience = {{ proposal = 15, safeguard = 5 }}     # how much it matters to the member, divided over the issues
resolve = 8                       # how willing it is to stand alone

[groups.baltic_3]                 # a group of the member table
salience = {{ proposal = 40, safeguard = 10 }}

[groups.sponsors]                 # or one of your own
members = ["GBR", "POL"]
position = {{ proposal = 95 }}      # what is not given here comes from [default]

[members.FRA]                     # single members win over groups
position = {{ proposal = 20, safeguard = 90 }}
salience = {{ proposal = 45, safeguard = 25 }}
resolve = 60
note = "why"

[members.DEU]
position = {{ mean = 55, sd = 15 }} # not known well: a distribution
salience = {{ proposal = 25, safeguard = 10 }}

[actors]                          # outsiders; a reach may also be a column of the member table, "china_trade"
neighbour = {{ name = "A neighbour", stance = -60 }}                       # on record, and moves nobody
partner = {{ name = "A partner", stance = 70, reach = {{ USA = 60 }} }}      # only if a source says whom it moved

[[events]]                        # something that may happen while the Council talks
round = 3
probability = 0.3
members = ["FRA"]
change = {{ position = 25, resolve = -20 }}
note = "a concession elsewhere"

[procedure]
rule = "{rule}"                # or {rules}
rounds = 8
days_per_round = {{ low = 5, high = 20 }}
# decide_by = 2023-07-12          # if the question is whether they agree by a day; the talks begin on the day of `tabled`
"""

BLANK = """\
title = "A question of mine"
question = "Would the Council agree to it?"

[issues.proposal]
label = "The proposal"
zero = "nothing changes"
hundred = "all that its sponsors want"
status_quo = 0
proposed = 100

[default]  # every member that is not named below
position = 75
salience = 20
resolve = 10

[members]
"""


def blank() -> str:
    """The text of a question in which only what it must have is filled in; it loads and runs as it is."""
    return BLANK


def starter(name: str) -> str:
    """The text of a scenario to start from, titled after ``name``; it loads and runs as it is."""
    title = inline(name.replace("_", " ").strip() or "A proposal")
    return TEXT.format(schema=FILE.as_uri(), title=title, rule=RULES[0], rules=", ".join(RULES[1:]))
