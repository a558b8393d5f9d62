"""Figures, dates, times, money and signs as the words that are said for them."""

from __future__ import annotations

import re

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_MONEY = {"$": ("dollar", "dollars", "cent", "cents"), "£": ("pound", "pounds", "penny", "pence"), "€": ("euro", "euros", "cent", "cents")}
_UNITS = {
    "km": "kilometres", "cm": "centimetres", "mm": "millimetres", "kg": "kilograms", "mph": "miles an hour", "ft": "feet", "lb": "pounds",
    "lbs": "pounds", "oz": "ounces", "hz": "hertz", "khz": "kilohertz",
}  # fmt: skip
_SIGNS = {"&": "and", "+": "plus", "=": "equals", "@": "at", "%": "percent", "#": "number", "×": "times", "÷": "divided by", "°": "degrees"}
_ROMAN = re.compile(r"(?=[IVX]{2,})X{0,3}(IX|IV|V?I{0,3})")

ABBREVIATIONS = {
    "mr": "mister", "mrs": "missus", "ms": "miz", "dr": "doctor", "st": "saint", "prof": "professor", "capt": "captain", "sgt": "sergeant",
    "lt": "lieutenant", "col": "colonel", "gen": "general", "rev": "reverend", "hon": "honourable", "jr": "junior", "sr": "senior",
    "vs": "versus", "etc": "et cetera", "no": "number", "vol": "volume", "dept": "department", "approx": "approximately", "ave": "avenue",
    "rd": "road", "mt": "mount", "fr": "father", "sr.": "senior",
}  # fmt: skip
# Abbreviations that are words of their own without the full stop.
_NEED_STOP = frozenset({"no", "gen", "col", "hon", "rev", "mt", "fr", "ave", "st"})


def cardinal(number: int) -> list[str]:
    """A whole number in words: 1342 is one thousand three hundred and forty two. Beyond 10^15 its figures are read one by one."""
    if number < 0:
        return ["minus", *cardinal(-number)]
    if number < 20:
        return [_ONES[number]]
    if number < 100:
        return [_TENS[number // 10], *([_ONES[number % 10]] if number % 10 else [])]
    if number < 1000:
        rest = number % 100
        return [_ONES[number // 100], "hundred", *(["and", *cardinal(rest)] if rest else [])]
    for scale, name in _SCALES:
        if scale <= number < scale * 1000:
            rest = number % scale
            joint = ["and"] if 0 < rest < 100 else []
            return [*cardinal(number // scale), name, *joint, *(cardinal(rest) if rest else [])]
    return [_ONES[int(figure)] for figure in str(number)]


def ordinal(number: int) -> list[str]:
    """A whole number as a rank: 21 is twenty first."""
    words = cardinal(number)
    last = words[-1]
    rank = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return [*words[:-1], rank]


def year(number: int) -> list[str]:
    """A year as it is said: 1987 is nineteen eighty seven, 1905 nineteen oh five, 2005 two thousand and five."""
    century, rest = divmod(number, 100)
    if not 1000 <= number <= 2099 or 2000 <= number <= 2009 or number % 1000 == 0:
        return cardinal(number)
    if rest == 0:
        return [*cardinal(century), "hundred"]
    return [*cardinal(century), *(["oh", _ONES[rest]] if rest < 10 else cardinal(rest))]


def _decimal(text: str) -> list[str]:
    whole, _, part = text.replace(",", "").partition(".")
    return [*cardinal(int(whole or "0")), *(["point", *(_ONES[int(figure)] for figure in part)] if part else [])]


def _clock(hour: int, minute: int, half: str) -> list[str]:
    said = cardinal(hour)
    if minute == 0:
        said += [] if half else (["o'clock"] if 1 <= hour <= 12 else ["hundred"])
    else:
        said += ["oh", _ONES[minute]] if minute < 10 else cardinal(minute)
    return said + [letter.upper() for letter in half]


def say(written: str) -> list[str] | None:
    """The words for one written thing that holds figures or signs; None if it is an ordinary word.

    Initials come back as single capital letters. Signs that cannot be said are left out.
    """
    core = written.strip()
    if core in _SIGNS:
        return _SIGNS[core].split()
    if match := re.fullmatch(r"(\d{1,2})[:.](\d{2})\s?([ap])?\.?(m)?\.?", core):
        hour, minute = int(match[1]), int(match[2])
        if hour < 24 and minute < 60 and (":" in core or match[3]):
            return _clock(hour, minute, (match[3] or "") + (match[4] or ""))
    if match := re.fullmatch(r"(\d{1,2})([ap])\.?m\.?", core, re.IGNORECASE):
        return [*cardinal(int(match[1])), match[2].upper(), "M"]
    if match := re.fullmatch(r"([$£€])([\d,]+)(?:\.(\d{2}))?", core):
        one, many, cent, cents = _MONEY[match[1]]
        whole, small = int(match[2].replace(",", "")), int(match[3] or 0)
        said = [*cardinal(whole), one if whole == 1 else many] if whole or not small else []
        return said + ([*(["and"] if said else []), *cardinal(small), cent if small == 1 else cents] if small else [])
    if match := re.fullmatch(r"([\d,]+)(st|nd|rd|th)", core, re.IGNORECASE):
        return ordinal(int(match[1].replace(",", "")))
    if match := re.fullmatch(r"['’]?(\d{2,4})['’]?s", core):
        number = int(match[1])
        said = year(number) if number > 99 else cardinal(number)
        return [*said[:-1], said[-1][:-1] + "ies" if said[-1].endswith("y") else said[-1] + "s"]
    if re.fullmatch(r"(1[0-9]|20)\d\d", core):
        return year(int(core))
    if re.fullmatch(r"[-−]?[\d,]*\.?\d+", core) and any(figure.isdigit() for figure in core):
        sign = ["minus"] if core[0] in "-−" else []
        bare = core.lstrip("-−")
        if len(bare) > 4 and "," not in bare and "." not in bare and bare[0] == "0":
            return sign + [_ONES[int(figure)] for figure in bare]
        return sign + _decimal(bare)
    if match := re.fullmatch(r"([\d,]*\.?\d+)(%|°[CF]?|[A-Za-z]{1,3})", core):
        unit = match[2]
        known = {"%": ["percent"], "°": ["degrees"], "°C": ["degrees", "Celsius"], "°F": ["degrees", "Fahrenheit"]}.get(unit)
        known = known or ([*_UNITS[unit.lower()].split()] if unit.lower() in _UNITS else [*unit.upper()])
        return _decimal(match[1]) + known
    if match := re.fullmatch(r"(\d+)/(\d+)", core):
        top, bottom = int(match[1]), int(match[2])
        if (top, bottom) in ((1, 2), (1, 4), (3, 4)):
            return {(1, 2): ["a", "half"], (1, 4): ["a", "quarter"], (3, 4): ["three", "quarters"]}[(top, bottom)]
        return [
            *cardinal(top),
            *(
                ["over", *cardinal(bottom)]
                if bottom > 20 or bottom < 3
                else ordinal(bottom)[:-1] + [ordinal(bottom)[-1] + ("s" if top > 1 else "")]
            ),
        ]
    if re.fullmatch(r"[A-Z](\.[A-Z])+\.?", core):
        return [letter for letter in core if letter.isalpha()]
    if any(figure.isdigit() for figure in core):
        said = []
        for piece in re.findall(r"[\d,]*\.?\d+|[A-Za-z]+|[^\w\s]", core):
            if piece[0].isdigit() or piece[-1].isdigit():
                said += _decimal(piece)
            elif piece.isalpha():
                said += [*piece] if piece.isupper() and len(piece) < 4 else [piece]
            elif piece in _SIGNS:
                said += _SIGNS[piece].split()
        return said
    if len(core) > 1 and _ROMAN.fullmatch(core):
        return cardinal(_roman(core))
    return None


def _roman(text: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    numbers = [values[letter] for letter in text]
    return sum(-n if n < max(numbers[i:]) else n for i, n in enumerate(numbers))


def expand(word: str, *, stopped: bool) -> list[str] | None:
    """The words of an abbreviation such as Dr or etc; `stopped`: a full stop follows it. None if it is none."""
    key = word.lower()
    if key not in ABBREVIATIONS or (key in _NEED_STOP and not stopped) or (word.isupper() and len(word) > 1 and not stopped):
        return None
    return ABBREVIATIONS[key].split()
