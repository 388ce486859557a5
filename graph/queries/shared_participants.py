"""Named query: who signed, or took part in, the same."""

from pydantic import Field

from graph.queries import Page, Query
from graph.queries.fields import ActorId, Labels
from graph.queries.rows import EntityRef, Row


class SharedEvent(EntityRef):
    """An event or measure that both had a part in."""

    kind: str | None = Field(None, description="What sort of event or measure it is")
    date: str | None = Field(None, description="Earliest date known for either part")
    actor_part: list[str] = Field(description="SIGNED, PARTICIPATED_IN: the part of the one asked about")
    participant_part: list[str] = Field(description="The part of the other")


class SharedParticipantRow(Row):
    """An actor that had a part in the same events or measures."""

    participant: EntityRef
    shared: int = Field(description="In how many")
    events: list[SharedEvent] = Field(description="By date, the undated last")


class SharedParticipants(Page, Query[SharedParticipantRow]):
    """Actors who signed the same letters or measures, or took part in the same events; most in common first."""

    actor: ActorId
    labels: Labels = ()
