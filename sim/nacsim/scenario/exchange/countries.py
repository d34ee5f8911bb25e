"""Which actors of a table are allies: by code, or by name in the languages of the alliance and the United Nations.

Names come from the Unicode CLDR (Babel) and from ISO 3166 (pycountry) where the extra `tables` is installed; the
English names, codes and everyday names of the allies are known without it.
"""

import unicodedata
from functools import cache

from nacsim.data import members
from nacsim.scenario.names import OTHER_CODES, nearest

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "da", "sv", "nb", "fi", "is", "et", "lv", "lt", "pl", "cs",
             "sk", "hu", "ro", "bg", "hr", "sl", "sq", "mk", "el", "tr", "lb", "sr", "uk", "ru", "zh", "ja", "ko",
             "ar")  # fmt: skip
"""The official languages of the allies, of the United Nations, and of partners."""


def plain(name: str) -> str:
    """A name without case, accents, dots and articles, to be compared."""
    text = unicodedata.normalize("NFKD", name.strip().casefold())
    text = "".join(sign for sign in text if not unicodedata.combining(sign) and sign not in ".'’")
    return " ".join(text.removeprefix("the ").split())


def ally(name: str) -> str | None:
    """The code of the ally meant by a name or a code; None if it is none, or if nobody knows."""
    return _known().get(plain(name)) or (_worldwide().get(plain(name)) if len(plain(name)) > 3 else None)


def near(name: str) -> str | None:
    """The code of the ally whose English name is most like a name; None for a state that is known to be another."""
    if _worldwide().get(plain(name)) == "":
        return None
    alike = [ally_name for ally_name in members.NAMES.values() if plain(ally_name)[:2] == plain(name)[:2]]
    found = nearest(name, alike, 0.75)
    return next((code for code, ally_name in members.NAMES.items() if ally_name == found), None)


@cache
def _known() -> dict[str, str]:
    known = {plain(name): code for code, name in members.NAMES.items()}
    return (
        {plain(other): code for other, code in OTHER_CODES.items()}
        | known
        | {plain(code): code for code in members.NAMES}
    )


@cache
def _worldwide() -> dict[str, str]:
    """{plain name: code, or empty for a state that is no ally} in all languages; a name of two states is none's."""
    found: dict[str, set[str]] = {}
    for name, code in [*_translated(), *_official()]:
        found.setdefault(plain(name), set()).add(code if code in members.NAMES else "")
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


def _translated() -> list[tuple[str, str]]:
    try:
        from babel import Locale
        from pycountry import countries
    except ImportError:
        return []
    three = {country.alpha_2: country.alpha_3 for country in countries}
    return [
        (name, three[two]) for language in LANGUAGES for two, name in Locale.parse(language).territories.items()
        if two in three
    ]  # fmt: skip


def _official() -> list[tuple[str, str]]:
    try:
        from pycountry import countries
    except ImportError:
        return []
    kinds = ("name", "official_name", "common_name")
    return [(getattr(c, kind), c.alpha_3) for c in countries for kind in kinds if hasattr(c, kind)]
