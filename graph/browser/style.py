"""The style (GraSS) for Neo4j Browser: colour and size by label, colour and width of relations by what they do."""

from collections.abc import Iterator
from typing import Final

from graph.schema import LABELS, RELATION_TYPES

_DARK, _LIGHT = "#1b1f24", "#ffffff"
# Label: colour, border, text, diameter. Colours that also the colour-blind can tell apart, by lightness too.
_NODES: Final = {
    "Person": ("#f2b134", "#b37d10", _DARK, 60),
    "Company": ("#2f78b7", "#1c4f7c", _LIGHT, 60),
    "GovernmentBody": ("#8c3d63", "#5f2542", _LIGHT, 60),
    "Organization": ("#5aa9a3", "#337873", _DARK, 55),
    "Country": ("#3d3d5c", "#24243a", _LIGHT, 70),
    "Place": ("#c9c1ae", "#968d78", _DARK, 40),
    "Product": ("#a5cf6b", "#74993f", _DARK, 50),
    "Material": ("#cfe3b4", "#93a978", _DARK, 50),
    "Measure": ("#d9553b", "#98331f", _LIGHT, 55),
    "Event": ("#e3a6c9", "#ad6f93", _DARK, 50),
    "Article": ("#eef1f4", "#9aa5b1", _DARK, 45),
    "Claim": ("#fff8dc", "#c2b67e", _DARK, 50),
}
_CAPTIONS: Final = {"Article": "{title}", "Claim": "{type}"}

_PLAIN = "#8a949e"
_COLOURS: Final = {
    "#c8412b": ("RESTRICTS", "TARIFFS", "INVESTIGATES", "THREATENED", "RETALIATED_AGAINST", "ACCUSED", "CRITICIZED",
                "REJECTED"),
    "#3c8f4f": ("EASES", "SUPPORTS", "AGREED_WITH"),
    "#b37d10": ("LOBBIED", "SIGNED", "ADDRESSED_TO", "DIRECTED", "ISSUED", "APPOINTED"),
    "#2f78b7": ("MET_WITH", "NEGOTIATES_WITH", "VISITED", "PARTICIPATED_IN", "REPRESENTS"),
}  # fmt: skip
_EVIDENCE: Final = ("MENTIONS", "SUBJECT", "OBJECT", "STATED_IN")


def style() -> str:
    """Return the GraSS text. Later rules win, so the general ones come first."""
    return "\n".join(_rules()) + "\n"


def _rules() -> Iterator[str]:
    yield _rule("node", diameter="50px", caption="'{name}'", font_size="10px", border_width="2px")
    for label in ("Entity", "Actor", *LABELS, *_CAPTIONS):
        colour, border, text, diameter = _NODES.get(label, ("#a5abb6", "#7c838f", _DARK, 50))
        yield _rule(
            f"node.{label}",
            color=colour,
            border_color=border,
            text_color_internal=text,
            diameter=f"{diameter}px",
            caption=f"'{_CAPTIONS.get(label, '{name}')}'",
        )
    yield _rule(
        "relationship",
        color=_PLAIN,
        shaft_width="1px",
        font_size="8px",
        padding="3px",
        text_color_external=_DARK,
        text_color_internal=_LIGHT,
        caption="'<type>'",
    )
    colours = {name: colour for colour, names in _COLOURS.items() for name in names}
    for name, kind in RELATION_TYPES.items():
        width = f"{1 + round(3 * kind.weight)}px"
        yield _rule(f"relationship.{name}", color=colours.get(name, _PLAIN), shaft_width=width, caption="'<type>'")
    for name in _EVIDENCE:
        yield _rule(f"relationship.{name}", color="#d3d8de", shaft_width="1px", caption="'<type>'")


def _rule(selector: str, **properties: str) -> str:
    lines = (f"  {name.replace('_', '-')}: {value};" for name, value in properties.items())
    return "\n".join((f"{selector} {{", *lines, "}"))
