"""The named queries: HTTP routes, the command line and the documentation are made from this list, in its order."""

from typing import Any, Final

from graph.queries import Query
from graph.queries.actor_card import ActorCard
from graph.queries.actor_search import ActorSearch
from graph.queries.article import Article
from graph.queries.articles_on import ArticlesOn
from graph.queries.claims_between import ClaimsBetween
from graph.queries.claims_by_modality import ClaimsByModality
from graph.queries.claims_of_relation import ClaimsOfRelation
from graph.queries.common_ties import CommonTies
from graph.queries.controls_on import ControlsOn
from graph.queries.counts import Counts
from graph.queries.entity_names import EntityNames
from graph.queries.measures_by_issuer import MeasuresByIssuer
from graph.queries.most_tied import MostTied
from graph.queries.neighbours import Neighbours
from graph.queries.recent_claims import RecentClaims
from graph.queries.relations_between import RelationsBetween
from graph.queries.said_with import SaidWith
from graph.queries.shared_participants import SharedParticipants
from graph.queries.ties_among import TiesAmong
from graph.queries.timeline import Timeline

QUERIES: Final[tuple[type[Query[Any]], ...]] = (
    ActorSearch,
    ActorCard,
    Neighbours,
    SaidWith,
    RelationsBetween,
    TiesAmong,
    ClaimsOfRelation,
    ClaimsBetween,
    ClaimsByModality,
    RecentClaims,
    Timeline,
    ArticlesOn,
    Article,
    MostTied,
    CommonTies,
    SharedParticipants,
    ControlsOn,
    MeasuresByIssuer,
    EntityNames,
    Counts,
)
