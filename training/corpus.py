"""Read and check the annotated passages: ``python -m training.corpus [--stats] [FILES]``.

The format is described in training/README.md. A passage's keys name its things; several mentions may bear one key.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.records import LANGUAGES
from graph.schema import LABELS, MODALITIES, RELATION_TYPES, is_fact

FOLDER = Path(__file__).parent / "corpus"
MENTION = re.compile(r"\[([^\[\]|]+)\|([A-Za-z]+)(\*?)\|([A-Za-z0-9_-]+)\]")
HEADER = re.compile(r"@ (en|ar|zh) (\S+) (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention in a passage; `reference` marks a reference back (he, the company)."""

    start: int
    end: int
    label: str
    reference: bool
    key: str


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation between two keys of a passage; `start` and `end` bound the paragraph that states it."""

    subject: str
    type: str
    object: str
    modality: str
    negated: bool
    start: int
    end: int

    @property
    def fact(self) -> bool:
        """Whether it is stated as a fact."""
        return is_fact(self.modality, "negated" if self.negated else "affirmed")


@dataclass(frozen=True, slots=True)
class Passage:
    """One annotated passage, of one paragraph or more, with its place in the corpus."""

    file: str
    line: int
    language: str
    register: str
    date: str
    text: str
    mentions: tuple[GoldMention, ...]
    relations: tuple[GoldRelation, ...]


class Fault(Exception):
    """A passage breaks the format."""


def files(folder: Path = FOLDER) -> list[Path]:
    """Return the corpus's files, sorted."""
    return sorted(folder.glob("*/*.txt"))


def read(paths: Iterable[Path] | None = None) -> list[Passage]:
    """Return all passages of the files; raise Fault at the first that breaks the format."""
    passages = []
    for path in files() if paths is None else paths:
        for passage in parse(path):
            if isinstance(passage, Fault):
                raise passage
            passages.append(passage)
    return passages


def parse(path: Path) -> Iterator[Passage | Fault]:
    """Yield the passages of one file, and a Fault in place of each that breaks the format."""
    for line, block in _blocks(path):
        try:
            yield _passage(path, line, block)
        except Fault as fault:
            yield Fault(f"{path}:{line}: {fault}")


def _blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    block: list[str] = []
    start = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@"):
            if block:
                yield start, block
            block, start = [line.rstrip()], number
        elif line.strip():
            block.append(line.strip())
    if block:
        yield start, block


def _passage(path: Path, line: int, block: list[str]) -> Passage:
    header = HEADER.fullmatch(block[0])
    if not header:
        raise Fault(f"header {block[0][:60]!r}: '@ LANG REGISTER DATE'")
    if len(block) < 2 or block[1].startswith((">", "+")):
        raise Fault("no text line")
    text, start = "", 0
    mentions: list[GoldMention] = []
    labels: dict[str, str] = {}
    relations = []
    for row in (f"+ {block[1]}", *block[2:]):
        if row.startswith("+"):
            text += "\n" if text else ""
            start = len(text)
            paragraph, found = _text(row[1:].strip(), start)
            text += paragraph
            mentions += found
            for mention in found:
                if labels.setdefault(mention.key, mention.label) != mention.label:
                    raise Fault(f"key {mention.key} has two labels")
        else:
            relations.append(_relation(row, labels, start, len(text)))
    place = f"{path.parent.name}/{path.name}"
    return Passage(place, line, header[1], header[2], header[3], text, tuple(mentions), tuple(relations))


def _text(marked: str, start: int) -> tuple[str, list[GoldMention]]:
    """Return a paragraph without its marks, and its mentions; `start` is its place in the passage."""
    text, mentions, at = "", [], 0
    for match in MENTION.finditer(marked):
        text += marked[at : match.start()]
        if match[2] not in LABELS:
            raise Fault(f"label {match[2]!r}")
        here = start + len(text)
        mentions.append(GoldMention(here, here + len(match[1]), match[2], bool(match[3]), match[4]))
        text += match[1]
        at = match.end()
    text += marked[at:]
    if stray := re.search(r".{0,20}[\[\]|].{0,20}", text):
        raise Fault(f"a bracket or bar outside a mention: {stray[0]}")
    return text, mentions


def _relation(row: str, labels: dict[str, str], start: int, end: int) -> GoldRelation:
    parts = row[1:].split()
    if not row.startswith(">") or len(parts) < 3:
        raise Fault(f"neither a relation nor a further paragraph (+): {row[:60]!r}")
    subject, name, object_, *rest = parts
    if name not in RELATION_TYPES:
        raise Fault(f"relation type {name!r}")
    for key in (subject, object_):
        if key not in labels:
            raise Fault(f"key {key!r} in a relation, not in the text")
    kind = RELATION_TYPES[name]
    if subject == object_:
        raise Fault(f"self relation {row!r}")
    if labels[subject] not in kind.subject:
        raise Fault(f"{name} cannot start at {labels[subject]} ({subject})")
    if labels[object_] not in kind.object:
        raise Fault(f"{name} cannot end at {labels[object_]} ({object_})")
    modality = [word for word in rest if word != "negated"] or ["asserted"]
    if len(modality) > 1 or modality[0] not in MODALITIES:
        raise Fault(f"modality {modality}")
    return GoldRelation(subject, name, object_, modality[0], "negated" in rest, start, end)


def main(arguments: list[str]) -> int:
    """Print every fault, and with ``--stats`` the counts; return 1 if there is a fault."""
    paths = [Path(argument) for argument in arguments if argument != "--stats"] or files()
    if missing := [str(path) for path in paths if not path.is_file()]:
        print(*(f"{path}: no such file" for path in missing), sep="\n")
        return 1
    parsed = [item for path in paths for item in parse(path)]
    passages = [item for item in parsed if isinstance(item, Passage)]
    faults = [str(item) for item in parsed if isinstance(item, Fault)]
    for text, count in Counter(passage.text for passage in passages).items():
        if count > 1:
            faults.append(f"{count} times: {text[:60]}")
    print(*faults, sep="\n", end="\n" if faults else "")
    relations = [relation for passage in passages for relation in passage.relations]
    mentions = [mention for passage in passages for mention in passage.mentions]
    print(
        f"{len(passages)} passages, {len(mentions)} mentions, {len(relations)} relations, "
        f"{sum(not relation.fact for relation in relations)} not facts, {len(faults)} faults"
    )
    if "--stats" in arguments:
        for language in LANGUAGES:
            print(language, sum(passage.language == language for passage in passages))
        print(Counter(relation.type for relation in relations).most_common())
        print(Counter(relation.modality + " negated" * relation.negated for relation in relations).most_common())
        print(Counter(mention.label for mention in mentions).most_common())
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
