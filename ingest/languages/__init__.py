"""The languages read: a new one is a folder with its data, and one line here (and its code in `graph.records`)."""

from typing import Final

from ingest.extract.calendar import Calendar
from ingest.languages.ar.dates import CALENDAR as _ARABIC
from ingest.languages.en.dates import CALENDAR as _ENGLISH
from ingest.languages.zh.dates import CALENDAR as _CHINESE

# How each writes dates; its words for everything else lie in lexicon.yaml beside it.
LANGUAGES: Final[dict[str, Calendar]] = {"en": _ENGLISH, "ar": _ARABIC, "zh": _CHINESE}
