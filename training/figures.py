"""Write docs/figures.md: how well extraction does on the measured articles. ``python -m training.figures``.

A test holds the page to what the committed models give.
"""

from pathlib import Path
from typing import Any

from ingest.evaluation import evaluate
from ingest.pipeline import extract

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "figures.md"
MEASURED = ROOT / "training" / "measured"
_NAMES = {"en": "English", "ar": "Arabic", "zh": "Chinese", "all": "all"}


def page() -> str:
    """Return the page's text, from a fresh run over the measured articles."""
    figures = {language: tally.figures() for language, tally in evaluate(MEASURED, extract).items()}
    return "\n".join([*_HEAD, *_overview(figures), "", *_types(figures["all"]), "", *_confusions(figures["all"]), ""])


_HEAD = [
    "# Figures of extraction",
    "",
    "<!-- Written by `make figures` from training/measured. -->",
    "",
    "Nine annotated articles, three a language, that were never learned from nor read by those who tuned. They are",
    "denser in relations than ordinary news and hard on purpose. `techtrade evaluate training/measured` prints the",
    "same and more; training/measured/README.md says how each figure is counted. P, R, F: precision, recall, F1.",
    "",
]
_OVERVIEW = (
    "", "entities P / R / F", "mentions F", "relations, type and direction P / R / F",
    "the same, fact or not P / R / F", "pairs F", "false facts", "dates right", "quotes not verbatim",
)  # fmt: skip


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _head(*names: str) -> list[str]:
    return [_row(*names), "|" + "---|" * len(names)]


def _overview(figures: dict[str, Any]) -> list[str]:
    rows = _head(*_OVERVIEW)
    for language, row in figures.items():
        facts, dates, quotes = row["falseFacts"], row["dates"], row["quotes"]
        rows.append(
            _row(
                _NAMES[language],
                _prf(row["entities"]),
                f"{row['mentions']['f1']:.2f}",
                _prf(row["relationsTyped"]),
                _prf(row["relationsStrict"]),
                f"{row['relationsPair']['f1']:.2f}",
                f"{facts['count']} of {facts['of']}",
                f"{dates['right']} of {dates['compared']}",
                f"{quotes['notVerbatim']} of {quotes['count']}",
            )
        )
    return rows


def _types(row: dict[str, Any]) -> list[str]:
    rows = _head("relation type", "annotated", "found right", "P / R / F")
    for name, score in row["types"].items():
        rows.append(_row(name, score["right"] + score["missed"], score["right"], _prf(score)))
    return rows


def _confusions(row: dict[str, Any]) -> list[str]:
    rows = ["Commonest confusions:", "", *_head("annotated", "taken for", "times")]
    return rows + [_row(c["gold"], c["predicted"], c["count"]) for c in row["confusions"] if c["count"] > 1]


def _prf(score: dict[str, float]) -> str:
    return f"{score['precision']:.2f} / {score['recall']:.2f} / {score['f1']:.2f}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
