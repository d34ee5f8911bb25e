"""What past decisions are called before the guess: titles that tell neither what came of it nor who stood in the way.

Those that are not here have such a title already. Names of scenarios stay as they are, for files;
the page's link has a number until then (`nacsim.scenario.unnamed`).
"""

TITLES = {
    "history/afghanistan_withdrawal_2021": "Withdrawal from Afghanistan, 2021",
    "history/afsouth_command_1997": "A European commander for Allied Forces Southern Europe, 1997",
    "history/anp_ukraine_georgia_2008": "Ukraine and Georgia without an action plan, December 2008",
    "history/austria_partnership_turkey_2017": "The partnership programme of 2017",
    "history/climate_december_2019": "Climate neutrality by 2050, December 2019",
    "history/climate_june_2019": "Climate neutrality by 2050, June 2019",
    "history/eagle_defender_2020": "Updated defence plan for Poland and the Baltic states, 2020",
    "history/eastern_basing_2014": "Permanent allied troops in the east, 2014",
    "history/forward_presence_2016": "Battalions in the east, Warsaw summit, 2016",
    "history/iberian_accession_1985": "Accession of Spain and Portugal, 1985",
    "history/israel_partnership_turkey_2016": "NATO's cooperation with Israel",
    "history/libya_unified_protector_2011": "NATO command of the Libya operation, 2011",
    "history/nato_ukraine_commission_hungary_2023": "Ministers in the NATO-Ukraine Commission",
    "history/neutron_bomb_1978": "Enhanced-radiation warheads, early 1978",
    "history/secretary_general_rasmussen_2009": "Anders Fogh Rasmussen as Secretary General",
}
"""Name -> title."""


def untold(name: str, title: str) -> str:
    """The title to show before the guess."""
    return TITLES.get(name, title)
