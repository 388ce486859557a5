"""A Cypher script that makes the same graph in an empty database: for cypher-shell, Neo4j Browser, or any driver."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from graph import cypher
from graph.export.part import Edge, Node, Part

_BATCH = 20  # rows of literals: Neo4j plans more of them at once in more than proportional time
_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_EVIDENCE = {
    type: f"UNWIND $rows AS row MATCH (source:{source} {{id: row.source}}) MATCH (target:{target} {{id: row.target}}) "
    f"CREATE (source)-[:{type}]->(target)"
    for type, source, target in (
        ("SUBJECT", "Claim", "Entity"),
        ("OBJECT", "Claim", "Entity"),
        ("STATED_IN", "Claim", "Article"),
    )
}
_NODES = cypher.CREATE_ENTITIES | {
    "Article": cypher.CREATE_ARTICLES,
    "Claim": "UNWIND $rows AS row CREATE (claim:Claim) SET claim = row",
}
_EDGES = cypher.CREATE_RELATIONS | _EVIDENCE | {"MENTIONS": cypher.CREATE_MENTIONS}


def write(part: Part) -> Iterator[bytes]:
    """Yield the script, a statement a line; line breaks inside texts are escaped.

    Every property is there, the database's own too. Run it once, on an empty database: it creates.
    """
    yield b"// The graph, as statements that create it in an empty database.\n"
    for statement in (*cypher.CONSTRAINTS, *cypher.INDEXES, cypher.FULL_TEXT_INDEX):
        yield f"{statement};\n".encode()
    yield from _batches(part.nodes(), lambda node: _NODES[node.label], _node_row)
    yield from _batches(part.edges(), lambda edge: _EDGES[edge.type], _edge_row)


def _batches(
    items: Iterable[Any], statement: Callable[[Any], str], row: Callable[[Any], dict[str, Any]]
) -> Iterator[bytes]:
    waiting: dict[str, list[str]] = {}
    for item in items:
        text = statement(item)
        rows = waiting.setdefault(text, [])
        rows.append(literal(row(item)))
        if len(rows) == _BATCH:
            yield _filled(text, waiting.pop(text))
    for text, rows in sorted(waiting.items()):
        yield _filled(text, rows)


def _filled(statement: str, rows: list[str]) -> bytes:
    return (statement.replace("$rows", f"[{', '.join(rows)}]", 1) + ";\n").encode()


def _node_row(node: Node) -> dict[str, Any]:
    return node.properties


def _edge_row(edge: Edge) -> dict[str, Any]:
    if edge.type in _EVIDENCE:
        return {"source": edge.source, "target": edge.target}
    if edge.type == "MENTIONS":
        return {"article": edge.source, "entity": edge.target, "properties": edge.properties}
    return {"subject": edge.source, "object": edge.target, "properties": edge.properties}


def literal(value: Any) -> str:
    """Return a value as a Cypher literal."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return f"'{value.translate(_ESCAPES)}'"
        case None:
            return "null"
        case list() | tuple():
            return f"[{', '.join(map(literal, value))}]"
        case dict():
            return "{" + ", ".join(f"{name}: {literal(value[name])}" for name in sorted(value)) + "}"
    raise TypeError(type(value).__name__)
