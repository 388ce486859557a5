"""The kit for Neo4j Browser as files: style, saved queries (each, and all in one archive), guide."""

from pathlib import Path
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from graph.browser.saved import drawing, saved, setting
from graph.browser.style import style
from graph.errors import BadInput
from graph.export.archive import zipped

FOLDER: Final = "techtrade"  # under which Browser lists the saved queries
STYLE, QUERIES, GUIDE = "techtrade.grass", "techtrade-queries.zip", "guide.html"


def kit() -> dict[str, bytes]:
    """Return the content of every file by its path."""
    queries = {"parameters.cypher": setting().encode()}
    queries |= {f"{one.name.replace(' ', '-')}.cypher": one.text().encode() for one in saved()}
    archive = b"".join(zipped((f"{FOLDER}/{name}", [content]) for name, content in queries.items()))
    return {
        STYLE: style().encode(),
        QUERIES: archive,
        GUIDE: guide().encode(),
        **{f"queries/{name}": content for name, content in queries.items()},
    }


def guide() -> str:
    """Return the guide as HTML, as Neo4j Browser's ``:guide`` shows it."""
    environment = Environment(
        loader=PackageLoader("graph.browser", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("guide.html.j2").render(draw=lambda name: drawing(name).cypher, setting=setting())


def install(folder: Path) -> list[Path]:
    """Write the kit into a folder, and return the paths.

    Raises
    ------
    BadInput
        It cannot be written there.
    """
    written = []
    try:
        for name, content in kit().items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written.append(path)
    except OSError as error:
        raise BadInput(f"{folder}: the kit cannot be written: {error.strerror}") from None
    return written
