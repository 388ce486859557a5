"""A neighbourhood as it is drawn: who stands where, and what is said among them, fact or not."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from api.page.layout import Box, placed
from graph.errors import NotFound
from graph.queries.entity_names import EntityNames
from graph.queries.fields import ActorId, EntityId, Language
from graph.queries.rows import NamedEntity
from graph.queries.said_with import SaidWith
from graph.queries.ties_among import TieAmongRow, TiesAmong
from graph.report.picture import text_width, wrapped
from graph.store import Store

_MOST = 500  # entities in one picture, as many as the query for what is said among them takes
_SIZE, _ROOM, _LINES = 13.0, 124.0, 2
_WIDTHS = {"wide": 860.0, "tall": 380.0}


class Drawing(BaseModel):
    """Whose neighbourhood, and how much of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    actor: ActorId
    expand: list[EntityId] = Field(
        default=[], max_length=20, description="Ids of entities whose neighbours are drawn too", examples=[["huawei"]]
    )
    limit: int = Field(default=30, ge=1, le=200, description="Most neighbours of each, those with most facts first")
    language: Language = Field(default="en", description="Language of the names, where there are such")
    shape: Literal["wide", "tall"] = Field(default="wide", description="Of the sheet")


class DrawnNode(NamedEntity):
    """An entity and its place; `lines` is its name, broken."""

    x: int = Field(description="Of its middle, in units of the drawing; to the right")
    y: int = Field(description="Downwards")
    lines: tuple[str, ...] = Field(description="Its name in the language asked for, broken")


class Picture(BaseModel):
    """What is drawn."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    actor: str = Field(description="Id of the one in the middle")
    nodes: list[DrawnNode]
    ties: list[TieAmongRow] = Field(description="Among all of them; every claim says when, and whether it is a fact")
    more: list[str] = Field(description="Ids of those that have more neighbours than are drawn")


def picture(store: Store, drawing: Drawing) -> Picture:
    """Return the picture that is asked for."""
    wanted = tuple(dict.fromkeys((drawing.actor, *drawing.expand)))
    known: dict[str, NamedEntity] = {row.id: row for row in store.run(EntityNames(ids=wanted))}
    for id in wanted:
        if id not in known:
            raise NotFound(f"no actor {id!r} in the graph")
    opened: list[tuple[str, list[str]]] = []
    more = []
    for id in wanted:
        rows = store.run(SaidWith(actor=id, limit=drawing.limit + 1))
        if len(rows) > drawing.limit:
            more.append(id)
        neighbours = []
        for row in rows[: drawing.limit]:
            if row.id in known or len(known) < _MOST:
                known.setdefault(row.id, row)
                neighbours.append(row.id)
        opened.append((id, neighbours))
    ties = store.run(TiesAmong(ids=tuple(sorted(known))))
    boxes = {id: _box(entity) for id, entity in known.items()}
    places = placed(opened, [(tie.subject, tie.object) for tie in ties], boxes, _WIDTHS[drawing.shape])
    nodes = [_node(known[id], place, drawing.language) for id, place in places.items()]
    return Picture(actor=drawing.actor, nodes=nodes, ties=ties, more=more)


def _node(entity: NamedEntity, place: tuple[int, int], language: str) -> DrawnNode:
    name = {"en": entity.name_en, "ar": entity.name_ar, "zh": entity.name_zh}[language] or entity.name
    named = entity.model_dump(include=set(NamedEntity.model_fields))
    return DrawnNode(**named, x=place[0], y=place[1], lines=_broken(name))


def _box(entity: NamedEntity) -> Box:
    """Return the room for the name in whichever language: another language, the same places."""
    names = {entity.name, entity.name_en, entity.name_ar, entity.name_zh} - {None}
    broken = [_broken(name) for name in names if name]
    wide = max(text_width(line, _SIZE) for lines in broken for line in lines)
    return Box(max(40.0, wide), max(map(len, broken)))


def _broken(name: str) -> tuple[str, ...]:
    return wrapped(name, _ROOM, _SIZE, _LINES)
