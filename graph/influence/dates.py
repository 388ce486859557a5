"""Dates as whole numbers that keep their precision and their order: 2025-07 is 20250700."""

import datetime
import re

NO_DATE = 0
ALWAYS = 99_999_999  # after every date

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def is_date(text: str) -> bool:
    """Whether a text is YYYY, YYYY-MM or YYYY-MM-DD, and such a day there was or will be."""
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def number(date: str | None) -> int:
    """Return the number of a date; of none, NO_DATE."""
    return int(date[:10].replace("-", "").ljust(8, "0")) if date else NO_DATE


def text(number: int) -> str | None:
    """Return the date that a number stands for."""
    if number == NO_DATE:
        return None
    year, month, day = number // 10000, number // 100 % 100, number % 100
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])


def latest(number: int) -> int:
    """Return the last day that a date may mean; the number itself stands before the first."""
    return number + (9999 if number % 10000 == 0 else 99 if number % 100 == 0 else 0)
