"""What schemathesis cannot make up by itself: texts of a format."""

import schemathesis
from hypothesis import strategies as st

schemathesis.openapi.format(
    "cypher",
    st.sampled_from(
        [
            "MATCH (a:Entity) RETURN a.id AS id, a.name AS name ORDER BY id LIMIT 3",
            "UNWIND [1, 2, 3] AS x RETURN x, 'text' AS text, date('2025-07-01') AS day",
            "MATCH p = (:Company)-[r:MAKES]->(:Product) RETURN p, r",
        ]
    ),
)
