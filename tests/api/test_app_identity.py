"""The decisions on who is who over HTTP."""

import httpx

from graph.identity.deciding import join, undo
from graph.store import Store


def test_decisions_are_listed_with_their_reasons(client: httpx.Client, store: Store) -> None:
    made = join(store, "hermit", "omar-haddad", "he took another name", by="the desk")
    undone = undo(store, made.decision.id)
    answer = client.get("/v1/identity")
    assert answer.status_code == 200
    assert answer.json() == [
        {
            "id": made.decision.id,
            "kind": "join",
            "label": "Person",
            "entity": "hermit",
            "entityName": "Nils Eremit",
            "into": "omar-haddad",
            "intoName": "Omar Haddad",
            "articles": [],
            "reason": "he took another name",
            "by": "the desk",
            "recordedAt": made.decision.recorded_at,
            "undoneAt": undone.decision.undone_at,
            "undoneBy": None,
        }
    ]
