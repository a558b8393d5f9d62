"""Figures, dates, times, money, signs and shortened words as the words that are said for them."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filmwright.sound.voices.phonemes import Accent

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_SCALE_WORDS = frozenset(("hundred", "thousand", "million", "billion", "trillion"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_ROMAN = re.compile(r"(?=[IVX]{2,})X{0,3}(IX|IV|V?I{0,3})")
_RANK = re.compile(r"(?=[IVX])X{0,3}(IX|IV|V?I{0,3})")
_SMALL_PARTS = frozenset((2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 32, 64, 100))  # what is halved and quartered; 24/7 and 9/11 are not


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("writing.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Beside:
    """What stands beside a written word, with no pause between: the word before, the word after; and whether a full stop follows it."""

    before: str = ""
    after: str = ""
    stopped: bool = False
    accent: Accent = "american"


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


def say(written: str, beside: Beside = Beside()) -> list[str] | None:
    """The words for one written thing that holds figures or signs, or is shortened; None if it is an ordinary word.

    Initials come back as single capital letters. Signs that cannot be said are left out.
    """
    core = written.strip()
    for way in (_short, _sign, _time, _money, _date, _telephone, _measure, _rank, _figures, _part, _letters, _mixed, _roman):
        said = way(core, beside)
        if said is not None:
            return said
    return None


def short(word: str, beside: Beside) -> bool:
    """True if the full stop after the word only marks that it is shortened."""
    return _short(word, beside) is not None


def _short(core: str, beside: Beside) -> list[str] | None:
    table, key = _table()["short"], core.lower().rstrip(".")
    shouted = core.isupper() and len(core) > 1 and not beside.stopped
    named = beside.after[:1].isupper()
    numbered = beside.after[:1].isdecimal()
    if beside.before[:1].isupper() and key in table["streets"] and not named and (beside.stopped or core[0].isupper()):
        return _words(table["streets"][key])
    dated = (beside.stopped and key != "may") or _day(beside.after) or _day(beside.before)
    if key in _table()["months"] and core[0].isupper() and dated:
        return [_table()["months"][key]]
    if key in _table()["days"] and core[0].isupper() and beside.stopped and (numbered or beside.after.lower()[:3] in _table()["months"]):
        return [_table()["days"][key]]
    if key in table["anywhere"] and not shouted:
        return _words(table["anywhere"][key])
    if key in table["titles"] and not shouted and (named or (beside.stopped and core[0].isupper())):
        return _words(table["titles"][key])
    if key in table["titles_stopped"] and beside.stopped and core[0].isupper() and named:
        return _words(table["titles_stopped"][key])
    if key in table["before_figures"] and beside.stopped and numbered:
        return _words(table["before_figures"][key])
    if key in table["after_figures"] and beside.stopped and beside.before[:1].isdecimal() and beside.after[:1].islower():
        return _words(table["after_figures"][key])
    if key in table["capitals"] and core.isupper():
        return _words(table["capitals"][key])
    if key in table["stopped"] and beside.stopped and (core[0].isupper() or beside.before[:1].isdecimal()):
        return _words(table["stopped"][key])
    return None


def _sign(core: str, beside: Beside) -> list[str] | None:
    return _words(_table()["signs"][core]) if core in _table()["signs"] else None


def _time(core: str, beside: Beside) -> list[str] | None:
    if core.lower().replace(".", "") in ("am", "pm") and beside.before[:1].isdecimal():
        return [*core.upper().replace(".", "")]
    if match := re.fullmatch(r"(\d{1,2})[:.](\d{2})\s?([ap])?\.?(m)?\.?", core, re.IGNORECASE):
        hour, minute = int(match[1]), int(match[2])
        half = beside.after.lower().replace(".", "") in ("am", "pm")
        if hour < 24 and minute < 60 and (":" in core or match[3] or half):
            return _clock(hour, minute, (match[3] or "") + (match[4] or ""), half=half)
    if match := re.fullmatch(r"(\d{1,2})([ap])\.?m\.?", core, re.IGNORECASE):
        return [*cardinal(int(match[1])), match[2].upper(), "M"]
    return None


def _clock(hour: int, minute: int, letters: str, *, half: bool) -> list[str]:
    said = cardinal(hour)
    if minute == 0:
        said += [] if letters or half else (["o'clock"] if 1 <= hour <= 12 else ["hundred"])
    else:
        said += ["oh", _ONES[minute]] if minute < 10 else cardinal(minute)
    return said + [letter.upper() for letter in letters]


def _money(core: str, beside: Beside) -> list[str] | None:
    if core.lower() in _SCALE_WORDS and beside.before[:1] in _table()["money"]:  # "$5 million"
        return [core.lower(), _table()["money"][beside.before[0]][1]]
    match = re.fullmatch(r"([$£€])([\d,]*)(?:\.(\d+))?(k|m|bn)?", core)
    if not match or not (match[2] or match[3]):
        return None
    one, many, cent, cents = _table()["money"][match[1]]
    whole = int(match[2].replace(",", "") or 0)
    if match[4]:
        return [*_decimal(core[1:].rstrip("kmbn")), {"k": "thousand", "m": "million", "bn": "billion"}[match[4]], many]
    if beside.after.lower() in _SCALE_WORDS:
        return _decimal(core[1:])
    if match[3] and len(match[3]) != 2:
        return [*_decimal(core[1:]), many]
    small = int(match[3] or 0)
    before_noun = beside.before.lower() in ("a", "an", "the", "this", "that", "my", "your", "his", "her") and beside.after.isalpha()
    name = one if whole == 1 or (before_noun and beside.after.lower() not in _NO_NOUNS) else many  # "a $20 bill"
    said = [*cardinal(whole), name] if whole or not small else []
    return said + ([*(["and"] if said else []), *cardinal(small), cent if small == 1 else cents] if small else [])


_NO_NOUNS = frozenset((
    "is", "was", "are", "were", "and", "or", "of", "for", "in", "on", "at", "to", "from", "with", "will", "would", "that", "which", "he",
    "she", "it", "they", "you", "i", "we", "by",
))  # fmt: skip


def _date(core: str, beside: Beside) -> list[str] | None:
    months = list(dict.fromkeys(_table()["months"].values()))
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", core):
        number, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", core):
        first, second = int(match[1]), int(match[3])
        american = beside.accent == "american" and match[2] == "/"
        month, day = (first, second) if (american and first <= 12) or second > 12 else (second, first)
        number = int(match[4])
    elif _day(core) and (beside.before[:1].isupper() and beside.before.lower().rstrip(".") in _months()):
        return ordinal(int(core))
    elif _day(core) and beside.after[:1].isupper() and beside.after.lower().rstrip(".") in _months() and beside.before.lower() != "the":
        return ["the", *ordinal(int(core)), "of"]
    else:
        return None
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    date = [months[month - 1], *ordinal(day)] if beside.accent == "american" else ["the", *ordinal(day), "of", months[month - 1]]
    return date + (year(number) if number > 99 else (["oh", _ONES[number]] if number < 10 else cardinal(number)))


@functools.cache
def _months() -> frozenset[str]:
    return frozenset(_table()["months"]) | frozenset(name.lower() for name in _table()["months"].values())


def _day(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,2}", text)) and 1 <= int(text) <= 31


def _telephone(core: str, beside: Beside) -> list[str] | None:
    """Figures that are read one by one: telephone numbers, and what begins with a nought."""
    grouped = re.fullmatch(r"\+?\(?\d{2,5}\)?(?:[-.]\d{3,5}){1,3}", core) and not re.fullmatch(r"\d{1,3}\.\d+", core)
    if grouped and not re.fullmatch(r"(1[0-9]|20)\d\d-(1[0-9]|20)\d\d", core):
        return _one_by_one(core)
    if not re.fullmatch(r"\+?\d+", core):
        return None
    in_a_row = [text for text in (beside.before, beside.after) if re.fullmatch(r"\+?\d{3,}(-\d+)*", text)]
    if re.fullmatch(r"00[1-9]", core) and not in_a_row:
        return ["double", "oh", _ONES[int(core)]]
    if len(core) > 2 and (core[0] in "0+" or in_a_row):
        return _one_by_one(core)
    return None


def _one_by_one(text: str) -> list[str]:
    return (["plus"] if text[0] == "+" else []) + ["oh" if figure == "0" else _ONES[int(figure)] for figure in text if figure.isdecimal()]


def _measure(core: str, beside: Beside) -> list[str] | None:
    """A figure with its unit, in one word or two; feet and inches."""
    if match := re.fullmatch(r"(\d{1,2})['′](\d{1,2})(?:[\"″]|'')?", core):
        return [*cardinal(int(match[1])), "foot", *(cardinal(int(match[2])) if int(match[2]) else [])]
    units = _table()["units"]
    unit = core if core.lower() in units else core.rstrip(".")
    if unit.lower() in units and not core[0].isdecimal() and re.fullmatch(r"-?[\d,.]*\d[½¼¾]?", beside.before):
        one, many = units[unit.lower()]
        return _words(one if beside.before == "1" else many)
    if match := re.fullmatch(r"([-−]?)([\d,]*\.?\d+)(%|¢|°[CF]?|[A-Za-z]{1,3}(?:/[a-z])?)", core):
        if match[3].lower() in ("st", "nd", "rd", "th", "s", "am", "pm"):
            return None
        one, many = units.get(match[3].lower(), (" ".join(match[3].upper()),) * 2)
        return (["minus"] if match[1] else []) + _decimal(match[2]) + _words(one if match[2] == "1" else many)
    return None


def _rank(core: str, beside: Beside) -> list[str] | None:
    if match := re.fullmatch(r"(\d[\d,]*)(st|nd|rd|th)", core, re.IGNORECASE):
        return ordinal(int(match[1].replace(",", "")))
    if match := re.fullmatch(r"['’]?(\d{2,4})['’]?s", core):
        number = int(match[1])
        said = year(number) if number > 99 else cardinal(number)
        return [*said[:-1], said[-1][:-1] + "ies" if said[-1].endswith("y") else said[-1] + "s"]
    return None


def _figures(core: str, beside: Beside) -> list[str] | None:
    if re.fullmatch(r"(1[0-9]|20)\d\d", core):
        return year(int(core))
    if not re.fullmatch(r"[-−]?[\d,]*\.?\d+", core):
        return None
    sign = ["minus"] if core[0] in "-−" else []
    bare = core.lstrip("-−")
    return sign + _decimal(bare)


def _decimal(text: str) -> list[str]:
    whole, _, part = text.replace(",", "").partition(".")
    before = cardinal(int(whole or "0")) if whole or not part else []
    return [*before, *(["point", *("oh" if figure == "0" else _ONES[int(figure)] for figure in part)] if part else [])]


def _part(core: str, beside: Beside) -> list[str] | None:
    """Fractions, scores and spans: 1/2, 2½, 24/7, 3-5."""
    signs = _table()["parts"]
    if core[-1:] in signs:
        part = _part(signs[core[-1]], beside) or []
        return [*cardinal(int(core[:-1])), "and", *part] if core[:-1].isdecimal() else part if len(core) == 1 else None
    if match := re.fullmatch(r"(\d+)/(\d+)", core):
        top, bottom = int(match[1]), int(match[2])
        if not 0 < top < bottom or bottom not in _SMALL_PARTS:
            return [*cardinal(top), *cardinal(bottom)]
        if (top, bottom) in ((1, 2), (1, 4), (3, 4)):
            return {(1, 2): ["a", "half"], (1, 4): ["a", "quarter"], (3, 4): ["three", "quarters"]}[(top, bottom)]
        return [*cardinal(top), *ordinal(bottom)[:-1], ordinal(bottom)[-1] + ("s" if top > 1 else "")]
    if match := re.fullmatch(r"(\d{1,4})-(\d{1,4})", core):
        first, last = (year(int(text)) if len(text) == 4 else cardinal(int(text)) for text in match.groups())
        rising = int(match[1]) < int(match[2]) or len(match[1]) == 4
        return [*first, "to", *last] if rising else [*first, *(["nil"] if match[2] == "0" else last)]
    return None


def _letters(core: str, beside: Beside) -> list[str] | None:
    """Initials: U.S.A., e.g., Q&A, PhD."""
    if re.fullmatch(r"[A-Za-z](\.[A-Za-z])+\.?", core):
        return [letter.upper() for letter in core if letter.isalpha()]
    if re.fullmatch(r"[A-Za-z]+(?:&[A-Za-z]+)+", core):
        sides = [[*side] if side.isupper() and len(side) < 4 else [side] for side in core.split("&")]
        return [word for k, side in enumerate(sides) for word in (["and"] if k else []) + side]
    mixed = core.isalpha() and sum(letter.isupper() for letter in core) > 1 and not core.isupper()
    if mixed and not set(core.lower()) & set("aeiouy"):
        return [*core.upper()]
    return None


def _mixed(core: str, beside: Beside) -> list[str] | None:
    if not any(figure.isdecimal() for figure in core):
        return None
    said: list[str] = []
    if "-" in core.strip("-") or "/" in core.strip("/"):
        for piece in re.split(r"[-/]", core):
            said += (say(piece, Beside(accent=beside.accent)) or [piece]) if piece else []
        return said
    for piece in re.findall(r"[\d,]*\.?\d+|[A-Za-z]+|[^\w\s]", core):
        if piece[0].isdecimal() or piece[-1].isdecimal():
            said += _decimal(piece)
        elif piece.isalpha():
            said += [*piece] if piece.isupper() and len(piece) < 4 else [piece]
        elif piece in _table()["signs"]:
            said += _words(_table()["signs"][piece])
    return said


def _roman(core: str, beside: Beside) -> list[str] | None:
    ruler = beside.before[:1].isupper() and beside.before.lower() in _table()["rulers"]["names"].split()
    if ruler and core != "I" and _RANK.fullmatch(core):
        return ["the", *ordinal(_value(core))]
    return cardinal(_value(core)) if len(core) > 1 and _ROMAN.fullmatch(core) else None


def _value(text: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    numbers = [values[letter] for letter in text]
    return sum(-n if n < max(numbers[i:]) else n for i, n in enumerate(numbers))


def _words(text: str) -> list[str]:
    return text.split()
