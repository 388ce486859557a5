"""Named query: what a relation rests on."""

from typing import Annotated

from pydantic import Field

from graph.queries import Page, Query
from graph.queries.fields import FactsOnly
from graph.queries.rows import ClaimRow


class ClaimsOfRelation(Page, Query[ClaimRow]):
    """The claims about one relation, each with its sentence and article, in order of publication.

    Those that are no facts are among them, unless `facts_only`: they speak of the same, but the relation does not rest
    on them.
    """

    relation: Annotated[
        str,
        Field(min_length=1, max_length=100, description="Id of the relation", examples=["relation-00bdcf15058a9f61"]),
    ]
    facts_only: FactsOnly = False
