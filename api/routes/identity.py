"""Who is who: what was decided, for reading."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from api.errors import documented
from api.routes.parts import PREFIX, OpenStore
from graph.identity.deciding import decisions
from graph.identity.decisions import Kind

router = APIRouter(prefix=f"{PREFIX}/identity", tags=["identity"])


class DecisionRow(BaseModel):
    """A decision on who is who."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)

    id: str
    kind: Kind = Field(description="join: `entity` is `into` everywhere; part: in `articles` alone")
    label: str
    entity: str
    entity_name: str
    into: str
    into_name: str | None
    articles: list[str]
    reason: str
    by: str | None = Field(description="Who decided")
    recorded_at: str
    undone_at: str | None = Field(description="None while it is in force")
    undone_by: str | None


@router.get("", summary="List who is who", responses=documented(503, 504))
def list_decisions(store: OpenStore) -> list[DecisionRow]:
    """All decisions, undone ones too, in the order in which they were made: `techtrade identity` makes them."""
    return [DecisionRow.model_validate(one) for one in decisions(store)]
