"""``explain``: why a claim was made."""

from typing import TYPE_CHECKING, Annotated

import typer

from api import output
from api.commands import options
from api.commands.opening import opened
from graph.errors import BadInput, NotFound, TechTradeError
from graph.settings import Settings

if TYPE_CHECKING:
    from ingest.explaining import Explanation, Weighed


_MADE_BY = {
    "classifier": "made by the relation classifier",
    "construction": "made by a construction that nearly always means this",
    "model": "stated by a language model",
    "unknown": "not reproduced exactly; below is what its sentence alone shows",
}


def add(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(
        epilog=output.examples(
            "techtrade explain claim-0123456789abcdef",
            "techtrade explain --article story.txt 3 --date 2025-07-28",
        )
    )(explain)


def explain(
    claim: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM", help="Id of a claim in the graph; with --article the how-manieth claim of it, from 1."
        ),
    ],
    article: Annotated[str | None, typer.Option(metavar="PATH", help="An article to be read now.")] = None,
    date: options.Date = None,
    language: options.Language = None,
    json: options.Json = False,
) -> None:
    """Show why a claim was made: sentence, mentions, what weighed for it and how much, and the words that colour it.

    Of an article in the graph only the sentences that say something are kept, so a claim there is explained by its
    sentence and the names the article used; where that does not give the very same claim, it says so. An article that
    is read now is explained exactly.
    """
    explanation = _read(article, claim, date, language) if article else _stored(claim)
    if json:
        output.as_json(output.record(explanation))
    else:
        _show(explanation)


def _stored(id: str) -> "Explanation":
    from graph.queries.article import Article
    from ingest.explaining import explain_stored

    text = "MATCH (claim:Claim {id: $claim})-[:STATED_IN]->(article:Article) RETURN article.id AS article"
    with opened() as store:
        found = store.read(text, claim=id)
        if not found:
            raise NotFound(f"no claim {id!r} in the graph")
        (row,) = store.run(Article(article=found[0]["article"]))
    return explain_stored(row, id)


def _read(source: str, number: str, date: str | None, language: str | None) -> "Explanation":
    from ingest.explaining import explain as find
    from ingest.pipeline import extract
    from ingest.readers import Options, read

    if not (number.isascii() and number.isdecimal() and int(number[:9]) > 0):
        raise BadInput(f"{number!r} is not the number of a claim: with --article they count from 1")
    item = next(iter(read(source, Options(date, language), Settings.from_environment())), None)
    if item is None:
        raise BadInput(f"{source}: no article")
    if isinstance(item, TechTradeError):
        raise item
    found = extract(item)
    place = int(number[:9])
    if place > len(found.claims):
        raise BadInput(f"{source}: it has {output.count(len(found.claims), 'claim')}, none with the number {place}")
    return find(found, found.claims[place - 1])


def _show(found: "Explanation") -> None:
    claim = found.claim
    how = claim.modality if claim.polarity == "affirmed" else f"{claim.modality}, {claim.polarity}"
    output.line(f"{found.subject} {claim.type} {found.object}  ({claim.id})")
    output.line(f"  {how}, confidence {claim.confidence:.3f}, found by {claim.extractor}")
    output.line(f"  {claim.quote}")
    just_so = ", just as shown below" if found.exact and found.made_by == "classifier" else ""
    output.line(f"  {_MADE_BY[found.made_by]}{just_so}")
    for note in found.notes:
        output.line(f"  note: {note}")
    rows = [(m.role, m.text, m.label, m.name, "reference" if m.reference else "name") for m in found.mentions]
    output.table("mentions in the sentence", ("role", "text", "label", "entity", "by"), rows)
    if found.construction:
        output.line(f"construction: {found.construction}")
    if found.relation:
        _weighed(f"relation {found.relation.decided}, by itself", found.relation)
    if found.settled:
        _weighed(f"relation {found.settled.decided}, beside the others of the sentence", found.settled)
    if found.modality:
        _weighed(f"modality {found.modality.decided}", found.modality)
    if found.words:
        words = [(word.text, ", ".join(word.classes), "yes" if word.carries else "") for word in found.words]
        output.table("words of the lexicon", ("word", "classes", "carries this relation"), words)


def _weighed(title: str, one: "Weighed") -> None:
    needed = f", {one.needed:.2f} needed" if one.needed else ""
    output.line(f"{title}: probability {one.probability:.3f}{needed}")
    rows = [(f"{weight.weight:+.3f}", weight.meaning, weight.feature) for weight in one.features]
    output.table("", ("weight", "what is seen", "feature"), rows, ("weight",))
    if one.others:
        output.line("  else: " + ", ".join(f"{name} {chance:.3f}" for name, chance in one.others))
