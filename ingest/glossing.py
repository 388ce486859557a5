"""Say in words what a feature of the classifiers is; one that is not known here is its own name."""

from collections.abc import Callable, Mapping
from typing import Final

from graph.records import LANGUAGES

_PLACES: Final = {"M": "between the two", "B": "before the two", "A": "after the two"}
_SIDES: Final = {"L": "the left", "R": "the right"}
_EDGES: Final = {"first": "first between", "last": "last between", "b1": "just before", "a1": "just after"}

# By the head of a feature that the three languages share, of what follows it.
_SHARED: Final[Mapping[str, Callable[[list[str]], str]]] = {
    "lp": lambda rest: f"left and right are {rest[0]}",
    "near": lambda rest: f"{rest[1][0]} mentions and {rest[1][1]} clause borders between (2: or more)",
    "len": lambda rest: f"some {3 * int(rest[1])} words between",
    "btw": lambda rest: f"{rest[1]} mentions between",
    "earlier": lambda rest: f"{rest[1]} actors before",
    "list": lambda _: "both in one list",
    "known": lambda rest: f"the registry: {rest[0]}" if rest[-1] not in ("True", "False") else _known(rest[-1]),
    "M1": lambda rest: f"the first word between that carries a relation: {rest[0]}",
    "M9": lambda rest: f"the last word between that carries a relation: {rest[0]}",
    "Lref": lambda _: "the left one is a reference",
    "Rref": lambda _: "the right one is a reference",
    "cue": lambda rest: f"cue {rest[0]} in a sentence with a word for {rest[1]} between",
    "type": lambda rest: f"the relation is {rest[0]}",
    "own": lambda rest: f"cue {rest[0][1:]} {'before' if rest[0][0] == '<' else 'after'} the word that carries it",
    "question": lambda _: "a question",
    # Of the second look (steps of a probability count from 0 to 8 or 12).
    "always": lambda _: "any relation that may be stated",
    "way": lambda rest: f"the relation is {rest[0]}",
    "alone": lambda rest: f"by itself it is likely to step {rest[0]} of 12{_more(rest[1:])}",
    "crowd": lambda rest: f"{4 * int(rest[0])} or more other relations are possible in the sentence",
    "object": lambda rest: f"against others that may do the same to the object{_more(rest)}",
    "objects": lambda rest: f"beside those listed with the subject, who may do the same{_more(rest)}",
    "subject": lambda rest: f"against other objects of the same subject{_more(rest)}",
    "subjects": lambda rest: f"beside those listed with the object, to whom it may be done too{_more(rest)}",
    "pair": lambda rest: f"against other relations of the two{_more(rest)}",
    "back": lambda rest: f"against the same relation the other way round{_more(rest)}",
    "busy": lambda rest: f"what else the subject and the object may take part in{_more(rest)}",
    "ends": lambda rest: f"how surely the two are who they are taken for{_more(rest)}",
    "subject end": lambda rest: f"how surely the subject is who it is taken for{_more(rest)}",
    "object end": lambda rest: f"how surely the object is what it is taken for{_more(rest)}",
    "confirmed": lambda _: "the registry confirms it",
    "confirmed else": lambda _: "the registry confirms another subject",
    "contradicted": lambda _: "the registry speaks against it",
}


def gloss(feature: str) -> str:
    """Return what a feature means, in a few words."""
    head, *rest = feature.split("|")
    try:
        if head in LANGUAGES:
            return _own(rest[0], rest[1:])
        if head in _SHARED:
            return _SHARED[head](rest)
        if head in _PLACES:
            return f"word for {rest[0]} {_PLACES[head]}{_more(rest[1:])}"
        if head in _SIDES:
            return f"{_SIDES[head]} one's name holds a word for {rest[0]}"
        if rest and rest[0][:1] in _PLACES:
            return f"cue {head} {_PLACES[rest[0][0]]}{_more(rest[1:])}"
    except (IndexError, ValueError):  # a token that is a bar itself
        pass
    return feature


def _own(head: str, rest: list[str]) -> str:
    """Return what a feature of one language means."""
    if head in _PLACES:
        return f"{_quoted(rest[0])} {_PLACES[head]}{_more(rest[1:])}"
    if head in _EDGES:
        return f"{_quoted(rest[0])} {_EDGES[head]}{_more(rest[1:])}"
    if head == "all":
        return f"nothing but {_quoted(rest[0])} between{_more(rest[1:])}"
    if head in ("Ls", "Rs"):
        return f"{_SIDES[head[0]]} one's name holds {_quoted(rest[0])}"
    if head.startswith("cue="):
        return f"the cue {_quoted(head[4:])} {_PLACES[rest[0]]}"
    if head.startswith("own="):
        return f"the word that carries it is {_quoted(head[4:])}"
    if head.startswith(("own-", "own+")):
        where = "before" if head[3] == "-" else "after"
        return f"{_quoted(head.split('=', 1)[1])}, word {head[4]} {where} the one that carries it"
    return f"{_SHARED[head](rest)}, in this language" if head in _SHARED else "|".join([head, *rest])


def _known(word: str) -> str:
    return f"the registry knows {'something' if word == 'True' else 'nothing'} of the two"


def _quoted(grams: str) -> str:
    return f"“{grams.replace('_', ' ')}”"


def _more(rest: list[str]) -> str:
    return f" ({', '.join(rest)})" if rest else ""
