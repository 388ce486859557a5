"""Whether the server lives, and whether it can answer."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.errors import documented
from api.routes.parts import OpenStore

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The server lives."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """The database answers; `version` grows with every write that changes the graph."""

    status: Literal["ready"] = "ready"
    version: int = Field(description="Of the graph; 0 before the first write")


@router.get("/healthz", summary="Say whether the server lives")
async def healthz() -> Health:
    """Asks nothing of the database."""
    return Health()


@router.get("/readyz", summary="Say whether the database answers", responses=documented(503, 504))
def readyz(store: OpenStore) -> Readiness:
    """Asks the database for the graph's version."""
    return Readiness(version=store.version())
