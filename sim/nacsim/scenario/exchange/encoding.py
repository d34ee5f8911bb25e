"""From the bytes of a file to its text, with what was chosen said: wrong letters are never silent.

What is not Unicode is tried in the encodings that spreadsheets wrote. A reading is judged by its letters: a
sign inside a word, a capital after a small letter or two scripts in one word speak against it.
"""

import codecs
import re
import unicodedata

from nacsim.files.reading import composed
from nacsim.scenario.exchange.notes import Notes

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)

CANDIDATES = {
    "cp1252": "Windows, Western Europe",
    "cp1250": "Windows, Central Europe",
    "cp1254": "Windows, Turkish",
    "cp1257": "Windows, Baltic",
    "cp1251": "Windows, Cyrillic",
    "cp1253": "Windows, Greek",
    "mac_roman": "Macintosh, Western Europe",
    "mac_latin2": "Macintosh, Central Europe",
    "iso8859_2": "ISO Latin-2",
    "cp850": "DOS, Western Europe",
}
"""Encodings in the order of preference among equals, with where they come from."""

LETTERS = {
    "French": "éèêëàâîïôùûçœ", "German": "üöäß", "Spanish": "íóáéñúü", "Italian": "àèòùìé", "Portuguese": "ãçéáíóâêôõúà",
    "Dutch": "ëïéü", "Danish": "øæåéö", "Swedish": "åäöé", "Icelandic": "íáðéþóöæúý", "Estonian": "äõöüšž",
    "Polish": "łóąęśżćńź", "Czech": "íáéěčřšžýůúňťďó", "Slovak": "áíéčšžýúľťôňóäďŕĺ", "Hungarian": "áéóíöőüúű",
    "Romanian": "ăâîşţ", "Croatian": "čšžćđ", "Slovene": "čšž", "Albanian": "ëç", "Turkish": "ıişüöğçâİ",
    "Lithuanian": "ėšųžąįčęū", "Latvian": "āīšēņļūžģčķ", "Greek": "αοιετσνηυρπκμλωδγχθφβξζψςίάόέήύώϊ",
    "Russian": "аоинертсвлкмдпуягбзьйчыхжшюцщэфъё", "Ukrainian": "аоиніертсвлкмдпуягбзьйчхжшюцщїєґф",
    "Serbian": "аоиерсјнвлткмдпугбзчхжшцњљћђџф", "Macedonian": "аоиернстјвлкмдпугбзчхжшцњќѓљџѕф",
    "Bulgarian": "аоинертсвлкмдпуягбзьйчхжшюцщфъ",
}  # fmt: skip
"""Letters beyond ASCII of languages, the most frequent first."""

ALLOWED = "–—‘’“”„…€§°·«»\u00a0"
OPENING, CLOSING = "‘“„«", "’”“»…"
"""Signs beside letters that a table of names holds, and those that open and close a word."""


def decode(data: bytes, given: str | None, notes: Notes) -> str:
    """The text of a file, its line ends made one; the encoding is told if it is not plain UTF-8."""
    text = _as_said(data, given, notes) if given else _found(data, notes)
    if "\0" in text:
        notes.stop("is a binary file; needed: a table as text (CSV), an Excel workbook (.xlsx) or JSON")
    return composed(_line_ends(text.removeprefix("\ufeff"), notes))


def _as_said(data: bytes, given: str, notes: Notes) -> str:
    try:
        text = data.decode(codecs.lookup(given).name)
    except LookupError:
        notes.stop(
            f'--encoding "{given}" is not known; allowed: utf-8, utf-16, {", ".join(CANDIDATES)} and others'
        )
    except UnicodeError as error:
        notes.stop(f"is not {given}: {str(error)[:80]}; another --encoding, or none to have it found")
    notes.read.append(f"text in {given}, as said")
    return text


def _found(data: bytes, notes: Notes) -> str:
    for mark, codec, name in BOMS:
        if data.startswith(mark):
            try:
                text = data.decode(codec)
            except UnicodeError:
                notes.stop(f"begins like {name} but is not; say --encoding NAME")
            if name != "UTF-8":
                notes.read.append(f"text in {name}, as its first bytes say")
            return text
    wide = _without_bom(data)
    if wide:
        notes.read.append("text in UTF-16, as every second byte is empty")
        return wide
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_broken(data, error, notes)
        return _guess(data, notes)


def _refuse_broken(data: bytes, error: UnicodeDecodeError, notes: Notes) -> None:
    """UTF-8 but for a few bytes is broken UTF-8: read otherwise, all its letters would be wrong."""
    sound = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", data))
    beyond = len(re.findall(rb"[\x80-\xff]", data))
    if sound > 1 and 2 * sound > 0.8 * beyond:
        line = data[: error.start].count(b"\n") + 1
        notes.stop(
            f"byte 0x{data[error.start]:02x} is not UTF-8, which the rest is; save it anew, or --encoding NAME",
            line,
        )


def _without_bom(data: bytes) -> str | None:
    """UTF-16 that does not say so: text mostly of Latin letters has an empty byte in every pair."""
    for start, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = data[start : start + 400 : 2]
        if len(data) >= 8 and len(data) % 2 == 0 and half.count(0) > 0.8 * len(half):
            try:
                return data.decode(codec)
            except UnicodeError:
                return None
    return None


def _guess(data: bytes, notes: Notes) -> str:
    readings: dict[str, tuple[float, str]] = {}
    mac = b"\r" in data and b"\n" not in data
    for name in CANDIDATES:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        bonus = 1.5 if mac and name.startswith("mac") else 0
        readings[name] = (_likely(text) + bonus, text)
    if not readings:
        notes.stop("is text in no encoding that is known here; say --encoding NAME, or save it as UTF-8")
    best = max(readings, key=lambda name: readings[name][0])
    score, text = readings[best]
    rivals = [
        (n, t) for n, (s, t) in readings.items() if t != text and s > score - max(2.2, 0.25 * abs(score))
    ]
    words = ", ".join(_words(text)[:4])
    about = f"text in {best} ({CANDIDATES[best]}), judged by its letters: {words}"
    if rivals:
        other, seen = rivals[0]
        notes.loud.append(
            (f"{about}; in {other} it would be {', '.join(_words(seen)[:4])}", "--encoding NAME")
        )
    elif score <= 0:
        notes.loud.append((f"{about}; not much speaks for it", "--encoding NAME"))
    else:
        notes.read.append(f"{about} [--encoding NAME]")
    return text


def _words(text: str) -> list[str]:
    """The words that hold letters beyond ASCII, each once."""
    found = (word for word in re.split(r"[\s,;\"\t]+", text) if not word.isascii())
    return list(dict.fromkeys(found))


def _likely(text: str) -> float:
    """How likely a text is meant like this: by its words in the language that fits them best.

    A word of another language counts less, for a table mostly has one.
    """
    words = _words(text)[:300]
    signs = sum(_signs(word) for word in words)
    by_word = [{n: _word(word, letters) - RARE.get(n, 0) for n, letters in LETTERS.items()} for word in words]
    best = [max(scores.values()) for scores in by_word]
    own = (
        sum(max(scores[name], top - FOREIGN) for scores, top in zip(by_word, best, strict=True))
        for name in LETTERS
    )
    return signs + max(own, default=0.0)


RARE = {"Icelandic": 0.4}
"""What a word loses in a language of few: its letters stand where those of Turkish do."""

FOREIGN = 1.5
"""What a word loses that is of another language than the rest."""


def _word(word: str, letters: str) -> float:
    """How well the letters of a word beyond ASCII fit a language."""
    score = 0.0
    for sign in word:
        if not sign.isascii() and sign.isalpha():
            place = letters.find(sign) if sign in letters else letters.find(sign.lower())
            score += (1.6 if place < (len(letters) + 1) // 2 else 0.9) if place >= 0 else -2.5
    return score


def _signs(word: str) -> float:
    """What speaks against a word in any language: control signs, signs inside it, capitals and clusters amid it."""
    score = -1.5 if len(word) == 1 and word.isalpha() and word not in "àéèÀÉöåáíóúýиіяекуваосι" else 0.0
    for place, sign in enumerate(word):
        if sign.isascii():
            continue
        before, after = word[max(place - 1, 0) : place], word[place + 1 : place + 2]
        if not sign.isprintable() and sign != "\u00a0":
            score -= 6
        elif not sign.isalpha():
            score += _sign(sign, before, after)
        else:
            score -= 3 if (sign.isupper() and before.islower()) or (sign.islower() and after.isupper()) else 0
            score -= 1 if before and after and not {_vowel(c) for c in before + after + sign} - {False} else 0
    return score - (4 if len(_scripts(word)) > 1 else 0)


def _vowel(sign: str) -> bool:
    """Whether a letter sounds by itself; signs that are no letters count as if they did."""
    bare = unicodedata.normalize("NFKD", sign.lower())[0]
    return not bare.isalpha() or bare in "aeiouyæøœıλαεηιουωъьаеёиоуыэюяіїєљњrlр"


def _sign(sign: str, before: str, after: str) -> float:
    """How well a sign that is no letter fits between its neighbours: quotes at the ends of a word, dashes alone."""
    if sign == "’" and before.isalpha():
        return 1.0
    if (sign in OPENING and not before) or (sign in CLOSING and not after):
        return 0.7
    if sign in ALLOWED and not before.isalpha() and not after.isalpha():
        return 0.5
    return -0.5 if sign in ALLOWED else -2.5


def _scripts(word: str) -> set[str]:
    spans = (("latin", 0x41, 0x24F), ("greek", 0x370, 0x3FF), ("cyrillic", 0x400, 0x52F))
    return {name for sign in word if sign.isalpha() for name, low, high in spans if low <= ord(sign) <= high}


def _line_ends(text: str, notes: Notes) -> str:
    if "\r" in text.replace("\r\n", "") and "\n" not in text.replace("\r\n", ""):
        notes.read.append("lines that end in CR alone, as Excel for Mac writes them")
    return text.replace("\r\n", "\n").replace("\r", "\n")
