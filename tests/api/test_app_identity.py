"""The decisions on who is who over HTTP."""

import httpx

from graph.identity.deciding import join, undo
from graph.store import Store


def test_decisions_are_listed_with_their_reasons(client: httpx.Client, store: Store) -> None:
    first = client.get("/v1/identity")
    assert (first.status_code, first.json()) == (200, [])
    made = join(store, "hermit", "omar-haddad", "he took another name", by="the desk")
    (one,) = client.get("/v1/identity", headers={"If-None-Match": first.headers["etag"]}).json()
    assert one == {
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
        "undoneAt": None,
        "undoneBy": None,
    }
    undo(store, made.decision.id)
    (one,) = client.get("/v1/identity").json()
    assert one["undoneAt"]
