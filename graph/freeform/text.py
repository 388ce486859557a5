"""What a Cypher text from outside may say. It is read here as both databases read it, and refused where in doubt.

The databases themselves hold it to reading. This comes before, and keeps away what they would let through: files,
addresses, procedures, settings, other databases; and single expressions that no time limit ends, because the databases
look at the clock between rows only.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.errors import BadInput, Forbidden, TooLarge

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n\r]*|/\*.*?\*/)
      | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<quoted>`(?:[^`\\]|``)*`)
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<word>\w+)
      | (?P<blank>\s+)
      | (?P<sign>=~|[^\s\\'"`])""",
    re.VERBOSE | re.DOTALL,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FIRST = frozenset(("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"))
_REFUSED = _words(
    """ALTER CREATE CYPHER DELETE DENY DETACH DROP ENABLE EXPLAIN FINISH FOREACH GRANT INSERT LOAD MERGE NODETACH
    PERIODIC PROFILE REMOVE RENAME REVOKE SET SHOW START STOP TERMINATE TRANSACTIONS USE"""
)
# Words that a bracket may follow and that are no functions.
_KEYWORDS = _words(
    """ALL AND AS ASC BY CALL CASE CONTAINS COUNT DESC DISTINCT ELSE END ENDS EXISTS IN IS LIMIT MATCH NOT ON OPTIONAL
    OR ORDER RETURN SHORTESTPATH ALLSHORTESTPATHS SKIP STARTS THEN UNION UNWIND WHEN WHERE WITH XOR YIELD
    COLLECT"""
)
_LOOPS = frozenset(("ALL", "ANY", "NONE", "SINGLE", "REDUCE"))
FUNCTIONS: Final = _words(
    """abs all any avg ceil char_length character_length coalesce collect count date datetime duration elementid endnode
    exists floor haslabels head id isempty isnan keys labels last left length localdatetime localtime log log10 lower
    ltrim max min none nodes normalize nullif percentilecont percentiledisc point properties rand range reduce
    relationships reverse right round rtrim sign single size split sqrt startnode stdev stdevp substring sum tail time
    toboolean tobooleanornull tofloat tofloatornull tointeger tointegerornull tolower tostring tostringornull toupper
    trim type upper valuetype duration.between duration.indays duration.inmonths date.truncate datetime.truncate
    point.distance"""
)
PROCEDURES: Final = frozenset(("db.labels", "db.relationshiptypes", "db.propertykeys", "db.index.fulltext.querynodes"))

_MOST_DEEP = 24
_MOST_CASES = 6  # the embedded engine reads one CASE within another in a time that doubles with each
_MOST_WITH = 16
_MOST_PLUS = 16
_MOST_RANGE = 10_000


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str

    @property
    def upper(self) -> str:
        # Letters that fold to ASCII ones count as those: a database might read them so.
        return unicodedata.normalize("NFKC", self.text).upper() if self.kind == "word" else ""


@dataclass(slots=True)
class _Bracket:
    name: str  # of the function, in upper case
    loop: bool


def checked(text: str, most_characters: int) -> str:
    """Return a text that reads only, without its comments.

    Raises
    ------
    TooLarge, BadInput
        It is too long, or no Cypher.
    Forbidden
        It says what it may not; the message names that.
    """
    if len(text) > most_characters:
        raise TooLarge(f"the query is {len(text):,} characters long; {most_characters:,} are allowed")
    tokens = [token for token in _tokens(text) if token.kind != "comment"]
    if tokens and tokens[-1].text == ";":
        tokens.pop()
    if not tokens:
        raise BadInput("a query is needed")
    if tokens[0].upper not in _FIRST:
        raise Forbidden(f"a query begins with {', '.join(sorted(_FIRST))}; this one with {tokens[0].text[:40]!r}")
    _check_words(tokens)
    _check_calls(tokens)
    _check_bounds(tokens)
    return _joined(text)


def _tokens(text: str) -> Iterator[_Token]:
    # Neo4j turns such escapes into characters before it reads anything, the embedded engine does not.
    if re.search(r"\\[uU]", text):
        raise Forbidden(r"\u escapes are not taken: write the character itself, or send it as a parameter")
    if found := re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text):
        raise Forbidden(f"a control character at {found.start()}")
    place = 0
    while place < len(text):
        if not (found := _TOKEN.match(text, place)) or (found[0] == "/" and text.startswith("/*", place)):
            raise BadInput(f"what begins at character {place + 1} is not closed, or no Cypher: {text[place:][:40]!r}")
        if found.lastgroup != "blank":
            yield _Token(str(found.lastgroup), found[0])
        place = found.end()


def _joined(text: str) -> str:
    """Return the text with every comment a blank: no database need agree with us on where comments end."""
    return _TOKEN.sub(lambda found: " " if found["comment"] else found[0], text).strip().rstrip(";").rstrip()


def _check_words(tokens: Sequence[_Token]) -> None:
    for before2, before, token, after in _with_neighbours(tokens):
        if token.text == ";":
            raise Forbidden("one query at a time")
        if token.text == "=~":
            raise Forbidden("=~ is not taken: nothing ends some regular expressions; use CONTAINS or STARTS WITH")
        if token.upper not in _REFUSED:
            continue
        # A property, a label, a parameter, a key of a map: names, not what the query does.
        named = before.text in (":", "$") or (before.text == "." and before2.kind != "number") or after.text == ":"
        if not named:
            raise Forbidden(f"{token.upper} is not taken: a query may only read (for a name, put it in backticks)")


def _check_calls(tokens: Sequence[_Token]) -> None:
    """Refuse functions and procedures that are in neither list."""
    for index, token in enumerate(tokens):
        if token.upper == "CALL" and _is_name(tokens, index + 1):
            name, _ = _dotted(tokens, index + 1)
            if name not in PROCEDURES:
                raise Forbidden(f"CALL {name[:60]} is not taken; these are: {', '.join(sorted(PROCEDURES))}")
        elif token.text == "(" and index and _is_name(tokens, index - 1):
            start = index - 1
            while start >= 2 and tokens[start - 1].text == "." and _is_name(tokens, start - 2):
                start -= 2
            name, _ = _dotted(tokens, start)
            keyword = start == index - 1 and tokens[start].upper in _KEYWORDS
            procedure = start > 0 and tokens[start - 1].upper == "CALL"
            if not (keyword or procedure or name in FUNCTIONS):
                raise Forbidden(f"{name[:60]}() is not taken: it is not among the functions that are")


def _check_bounds(tokens: Sequence[_Token]) -> None:
    """Refuse single expressions that could run, or grow, without an end."""
    for word, most in (("CASE", _MOST_CASES), ("WITH", _MOST_WITH)):
        if sum(token.upper == word for token in tokens) > most:
            raise Forbidden(f"more than {most} times {word}")
    if sum(token.text == "+" for token in tokens) > _MOST_PLUS:
        raise Forbidden(f"more than {_MOST_PLUS} times +")
    stack: list[_Bracket] = []
    for index, token in enumerate(tokens):
        if token.text in ("(", "[", "{"):
            stack.append(_opened(tokens, index))
            if len(stack) > _MOST_DEEP:
                raise Forbidden(f"brackets within brackets, more than {_MOST_DEEP} deep")
            if sum(one.loop for one in stack) > 1:
                raise Forbidden("a loop over a list within another is not taken: use UNWIND")
        elif token.text in (")", "]", "}"):
            if not stack:
                raise BadInput(f"a {token.text} too many")
            stack.pop()
        elif token.text == "+" and any(one.name == "REDUCE" for one in stack):
            raise Forbidden("+ within reduce() is not taken: nothing bounds what it makes; use UNWIND and sum()")
        elif stack and stack[-1].name == "RANGE":
            _check_range(token)


def _opened(tokens: Sequence[_Token], index: int) -> _Bracket:
    name = tokens[index - 1].upper if index and tokens[index].text == "(" else ""
    listed = tokens[index].text == "[" and len(tokens) > index + 2 and tokens[index + 2].upper == "IN"
    return _Bracket(name, listed or name in _LOOPS)


def _check_range(token: _Token) -> None:
    small = token.kind == "number" and float(token.text) <= _MOST_RANGE
    if not (small or token.text in (",", "-", "+") or token.upper in ("SIZE", "LENGTH")):
        raise Forbidden(f"range() takes numbers up to {_MOST_RANGE:,}, size() and length(), not {token.text[:40]!r}")


_NOTHING = _Token("", "")


def _with_neighbours(tokens: Sequence[_Token]) -> Iterator[tuple[_Token, _Token, _Token, _Token]]:
    around = [_NOTHING, _NOTHING, *tokens, _NOTHING]
    return zip(around, around[1:], tokens, around[3:], strict=False)


def _is_name(tokens: Sequence[_Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].kind in ("word", "quoted")


def _dotted(tokens: Sequence[_Token], index: int) -> tuple[str, int]:
    """Return the dotted name that begins here, in lower case, and the index after it."""
    parts = [tokens[index].text.strip("`").lower()]
    index += 1
    while index + 1 < len(tokens) and tokens[index].text == "." and _is_name(tokens, index + 1):
        parts.append(tokens[index + 1].text.strip("`").lower())
        index += 2
    return ".".join(parts), index
