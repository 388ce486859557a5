"""The page at ``/`` and the files it is made of, held in memory and served under a digest of them all."""

import hashlib
import json
from importlib.resources import files
from typing import Annotated, Final

from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.errors import body
from api.policy import CONTENT_POLICY

router = APIRouter(include_in_schema=False)

LANGUAGES: Final = {"en": "English", "ar": "العربية", "zh": "中文"}
_DIRECTIONS: Final = {"ar": "rtl"}
_KINDS: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


def _read(folder: str) -> dict[str, bytes]:
    found = files("api.page").joinpath(folder).iterdir()
    return {file.name: file.read_bytes() for file in sorted(found, key=lambda file: file.name)}


def _with_one_style(found: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files with the styles in one: the browser asks once, and draws nothing before it has them."""
    styles = b"".join(data for name, data in found.items() if name.endswith(".css"))
    return {name: data for name, data in found.items() if not name.endswith(".css")} | {"page.css": styles}


_FILES: Final = _with_one_style(_read("static") | _read("texts"))
_DIGEST: Final = hashlib.sha256(b"".join(name.encode() + data for name, data in _FILES.items())).hexdigest()[:16]
_BASE: Final = f"/page/{_DIGEST}"
_TEXTS: Final = {code: json.loads(_FILES[f"{code}.json"]) for code in LANGUAGES}
_PAGE: Final = Environment(
    loader=PackageLoader("api.page", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
).get_template("shell.html.j2")
_HEADERS: Final = {
    "Content-Security-Policy": f"{CONTENT_POLICY}; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'",
    "Vary": "Accept-Language",
}
_FOR_EVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}  # its address changes when it does


@router.get("/")
async def index(
    lang: Annotated[str, Query(max_length=50)] = "", accept_language: Annotated[str, Header()] = ""
) -> HTMLResponse:
    """The page, in the language asked for, else in the first of the browser's that there is, else in English."""
    language = lang if lang in LANGUAGES else preferred(accept_language)
    made = _PAGE.render(
        language=language,
        direction=_DIRECTIONS.get(language, "ltr"),
        languages=LANGUAGES,
        texts=_TEXTS[language],
        base=_BASE,
        modules=[name for name in _FILES if name.endswith(".js") and name != "main.js"],
    )
    return HTMLResponse(made, headers=_HEADERS)


@router.get(_BASE + "/{name}")
async def file(name: str) -> Response:
    """One of the files of the page."""
    if name not in _FILES:
        return body(404, f"no such page: {_BASE}/{name}")
    return Response(_FILES[name], media_type=_KINDS["." + name.rpartition(".")[2]], headers=_FOR_EVER)


def preferred(accepted: str) -> str:
    """Return the first of the languages in an Accept-Language header that the page has."""
    wanted = []
    for place, part in enumerate(accepted.split(",")):
        tag, _, parameters = part.strip().partition(";")
        quality = parameters.strip().removeprefix("q=") or "1"
        wanted.append((-float(quality) if quality.replace(".", "", 1).isdecimal() else 0.0, place, tag[:2].lower()))
    return next((tag for _, _, tag in sorted(wanted) if tag in LANGUAGES), "en")
