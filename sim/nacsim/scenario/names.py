"""The nearest right name for a wrong one: typing mistakes, countries by name, and other codes in use."""

from nacsim.nearest import listing, nearest, similarity

__all__ = ["OTHER_CODES", "OUTSIDERS", "Place", "listing", "nearest", "nearest_member", "similarity"]

Place = tuple[str | int, ...]
"""A place in a file, by the names and numbers that lead to it: ("members", "FRA", "position")."""

OTHER_CODES = {
    "AL": "ALB",
    "BE": "BEL",
    "BG": "BGR",
    "BUL": "BGR",
    "CA": "CAN",
    "HR": "HRV",
    "CRO": "HRV",
    "CZ": "CZE",
    "CZECHIA": "CZE",
    "DK": "DNK",
    "DEN": "DNK",
    "EE": "EST",
    "FI": "FIN",
    "FR": "FRA",
    "DE": "DEU",
    "GER": "DEU",
    "GR": "GRC",
    "GRE": "GRC",
    "EL": "GRC",
    "HU": "HUN",
    "IS": "ISL",
    "ICE": "ISL",
    "IT": "ITA",
    "LV": "LVA",
    "LAT": "LVA",
    "LT": "LTU",
    "LIT": "LTU",
    "LU": "LUX",
    "ME": "MNE",
    "MON": "MNE",
    "NL": "NLD",
    "NED": "NLD",
    "HOLLAND": "NLD",
    "MK": "MKD",
    "MACEDONIA": "MKD",
    "FYROM": "MKD",
    "NO": "NOR",
    "PL": "POL",
    "PT": "PRT",
    "POR": "PRT",
    "RO": "ROU",
    "ROM": "ROU",
    "SK": "SVK",
    "SLOVAK REPUBLIC": "SVK",
    "SI": "SVN",
    "SLO": "SVN",
    "ES": "ESP",
    "SPA": "ESP",
    "SE": "SWE",
    "TR": "TUR",
    "TURKEY": "TUR",
    "TÜRKIYE": "TUR",
    "TURKIYE": "TUR",
    "UK": "GBR",
    "GB": "GBR",
    "ENG": "GBR",
    "BRITAIN": "GBR",
    "GREAT BRITAIN": "GBR",
    "CZECH REPUBLIC": "CZE",
    "UNITED KINGDOM": "GBR",
    "US": "USA",
    "AMERICA": "USA",
    "UNITED STATES": "USA",
    "UNITED STATES OF AMERICA": "USA",
    "THE NETHERLANDS": "NLD",
}
"""ISO alpha-2 codes, Olympic and everyday names of the allies, to the code used here."""

OUTSIDERS = frozenset(
    {
        "UKR",
        "RUS",
        "CHN",
        "JPN",
        "KOR",
        "AUS",
        "NZL",
        "GEO",
        "MDA",
        "BIH",
        "SRB",
        "AUT",
        "CHE",
        "IRL",
        "MLT",
        "CYP",
        "BLR",
        "ISR",
        "JOR",
        "EGY",
        "IND",
        "IRN",
        "KOS",
        "XKX",
        "ARM",
        "AZE",
        "KAZ",
        "MEX",
        "BRA",
        "ZAF",
        "TWN",
        "PRK",
        "RUSSIA",
        "UKRAINE",
        "CHINA",
        "JAPAN",
        "GEORGIA",
        "AUSTRALIA",
    }
)
"""States outside the alliance that people look for among its members; they go under ``[actors]``."""


def nearest_member(word: str, names: dict[str, str]) -> str | None:
    """The code meant by a wrong one: by country name, by another code in use, or by likeness.

    ``names`` maps the codes that are allowed to their English names.
    """
    plain = word.strip().upper()
    for code, name in names.items():
        if plain in (code, name.upper()):
            return code
    if OTHER_CODES.get(plain) in names:
        return OTHER_CODES[plain]
    if plain in OUTSIDERS:
        return None
    by_name = nearest(word, names.values()) if len(word) > 3 else None
    if by_name:
        return next(code for code, name in names.items() if name == by_name)
    return nearest(word, names)
