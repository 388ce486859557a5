"""Pictures as places and lines, for whoever draws them: the page at ``/`` does."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.errors import documented
from api.page.neighbourhood import Drawing, Picture, picture
from api.routes.parts import PREFIX, OpenStore

router = APIRouter(prefix=f"{PREFIX}/pictures", tags=["pictures"])


@router.get(
    "/neighbourhood",
    summary="Lay out a neighbourhood",
    response_model=Picture,
    responses=documented(404, 422, 503, 504),
)
def neighbourhood(drawing: Annotated[Drawing, Query()], store: OpenStore) -> Response:
    """Places for an actor, its neighbours and those of others that are opened; names never lie on each other."""
    made = picture(store, drawing).model_dump_json(by_alias=True, exclude_none=True)
    return Response(made, media_type="application/json")
