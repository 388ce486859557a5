"""Who is who: a decision is as if articles had said so, in any order, and undone it is as if never made."""

import json
import random
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.dump import dump
from graph.errors import Ambiguous, BadInput, NotFound
from graph.export.columns import EDGE_COLUMNS
from graph.export.part import Part, Selection
from graph.identity.deciding import decisions, join, part, undo
from graph.identity.decisions import Kind
from graph.records import Article, Claim, Entity, Extraction, Mention, entity_id, stable_id
from graph.settings import Settings
from graph.store import Store, open_store
from graph.withdrawing import withdraw
from graph.writing import Written, write
from tests.conftest import empty
from tests.extractions import extraction, registered

MANY = [extraction(number) for number in range(30)]
WHY = "one spelling or another"


def bounded(store: Store, articles: int, rows: int) -> None:
    """Let the store write in batches of this size."""
    store.settings = replace(store.settings, batch_articles=articles, batch_rows=rows)


def told(number: int, *sentences: tuple[str, str, str], known: Iterable[Entity] = (), **fields: Any) -> Extraction:
    """Return an article of sentences: subject, relation type, object, all persons unless known."""
    text = "\n".join([f"T{number}", *(" ".join(one) for one in sentences)])
    article = Article(f"T{number}", text, "en", f"Paper {number}")
    ids = {entity.name: entity for entity in known}
    for name in {name for subject, _, object in sentences for name in (subject, object)} - ids.keys():
        ids[name] = Entity(entity_id("Person", name), "Person", name)
    mentions, claims, used = [], [], {}
    for subject, type, object in sentences:
        start = text.index(f"{subject} {type} {object}")
        end = start + len(f"{subject} {type} {object}")
        for name, place in ((subject, start), (object, end - len(object))):
            mentions.append(Mention(ids[name].id, place, place + len(name), name))
            used[name] = ids[name]
        ends = (ids[subject].id, type, ids[object].id)
        claims.append(Claim(article.id, *ends, text[start:end], start, end, **fields))
    return Extraction(article, tuple(used.values()), tuple(mentions), tuple(claims))


def one_person(name: str) -> str:
    return entity_id("Person", name)


def node(store: Store, id: str) -> dict[str, Any]:
    rows = store.read("MATCH (node:Entity {id: $id}) RETURN properties(node) AS node", id=id)
    return dict(rows[0]["node"]) if rows else {}


LI = told(1, ("Li Wen", "MET_WITH", "Ann Roe"))
LEE = told(2, ("Lee Wen", "CRITICIZED", "Ann Roe"), ("Ann Roe", "MET_WITH", "Lee Wen"))
BOTH = told(3, ("Li Wen", "MET_WITH", "Ann Roe"), ("Lee Wen", "MET_WITH", "Li Wen"), ("Lee Wen", "MET_WITH", "Bo Ek"))


def test_what_is_said_of_one_is_said_of_the_other(store: Store) -> None:
    write(store, [LI, LEE])
    made = join(store, "Lee Wen", one_person("Li Wen"), WHY, by="the desk")
    assert (made.articles, made.decision.kind, made.decision.reason) == (1, Kind.JOIN, WHY)
    assert (made.decision.by, made.decision.entity_name, made.decision.into_name) == ("the desk", "Lee Wen", "Li Wen")
    assert not node(store, one_person("Lee Wen"))
    assert {"Lee Wen", "Li Wen"} <= set(node(store, one_person("Li Wen"))["aliases"])
    met = store.read("MATCH ({id: $id})-[r:MET_WITH]-() RETURN r.claims AS claims", id=one_person("Li Wen"))
    assert met == [{"claims": 2}]
    shown = list(dump(store))
    # As if the article had told of Li Wen.
    ids = {one_person("Lee Wen"): one_person("Li Wen")}
    same = replace(
        LEE,
        entities=tuple(replace(one, id=ids.get(one.id, one.id)) for one in LEE.entities),
        mentions=tuple(replace(one, entity=ids.get(one.entity, one.entity)) for one in LEE.mentions),
        claims=tuple(
            replace(one, subject=ids.get(one.subject, one.subject), object=ids.get(one.object, one.object))
            for one in LEE.claims
        ),
    )
    empty(store)
    write(store, [LI, same])
    assert list(dump(store)) == shown


def test_two_in_one_article_become_one_and_two_again(store: Store) -> None:
    write(store, [LI, LEE, BOTH])
    before, times = list(dump(store)), recorded(store)
    made = join(store, one_person("Lee Wen"), one_person("Li Wen"), WHY)
    assert made.articles == 2
    (mention,) = store.read(
        "MATCH (:Article {title: 'T3'})-[m:MENTIONS]->({id: $id}) RETURN properties(m) AS m", id=one_person("Li Wen")
    )
    assert mention["m"] == {"count": 4, "forms": ["Lee Wen", "Li Wen"], "name": "Li Wen"}
    assert store.read("MATCH (a)-[r:MET_WITH]->(b) WHERE a.id = b.id RETURN r.id AS id") == []
    assert store.read("MATCH (c:Claim)-[:STATED_IN]->({title: 'T3'}) RETURN count(c) AS n") == [{"n": 2}]
    done = undo(store, made.decision.id, by="the desk")
    assert (done.articles, done.decision.in_force, done.decision.undone_by) == (2, False, "the desk")
    assert list(dump(store)) == before
    assert recorded(store) == times
    assert store.read("MATCH (found:Found) RETURN found.id AS id") == []
    assert decisions(store) == [done.decision]


def recorded(store: Store) -> list[dict[str, Any]]:
    return store.read("MATCH (claim:Claim) RETURN claim.id AS id, claim.recordedAt AS at ORDER BY id")


def test_writing_again_changes_nothing_with_decisions_in_force(store: Store) -> None:
    write(store, [LI, LEE, BOTH])
    join(store, "Lee Wen", one_person("Li Wen"), WHY)
    part(store, "Ann Roe", [LEE.article.id], "another Ann Roe")
    before, version = list(dump(store)), store.version()
    assert write(store, [BOTH, LEE, LI]) == Written(unchanged=3)
    assert (list(dump(store)), store.version()) == (before, version)


def test_a_chain_leads_to_its_last_and_a_circle_is_refused(store: Store) -> None:
    chain = told(4, ("Lea Wen", "MET_WITH", "Bo Ek"))
    write(store, [LI, LEE, chain])
    li, lee, lea = (one_person(name) for name in ("Li Wen", "Lee Wen", "Lea Wen"))
    first = join(store, lea, lee, WHY)
    second = join(store, lee, li, WHY)
    assert set(node(store, li)["aliases"]) == {"Li Wen", "Lee Wen", "Lea Wen"}
    for one, other in ((li, lea), (li, lee), (li, li), ("Li Wen", "Lea Wen")):
        with pytest.raises(BadInput, match="are one already"):
            join(store, one, other, WHY)
    with pytest.raises(BadInput, match=f"'{lea}' is joined into '{lee}' already, by {first.decision.id}"):
        join(store, lea, li, WHY)
    late = told(5, ("Lea Wen", "CRITICIZED", "Ann Roe"))
    write(store, [late])
    assert store.read("MATCH ({id: $id})-[r:CRITICIZED]->() RETURN sum(r.claims) AS n", id=li) == [{"n": 2}]
    undo(store, second.decision.id)
    assert set(node(store, lee)["aliases"]) == {"Lee Wen", "Lea Wen"}
    assert set(node(store, li)["aliases"]) == {"Li Wen"}
    undo(store, first.decision.id)
    shown = list(dump(store))
    empty(store)
    write(store, [late, chain, LEE, LI])
    assert list(dump(store)) == shown


def test_two_of_one_name_are_parted(store: Store) -> None:
    other = told(6, ("Li Wen", "CRITICIZED", "Bo Ek"))
    write(store, [LI, other])
    before = list(dump(store))
    made = part(store, "Li Wen", [other.article.id], "a professor of that name", name="Li Wen (professor)")
    own = made.decision.into
    assert own == stable_id("person", "part", one_person("Li Wen"), "Li Wen (professor)")
    assert (node(store, own)["name"], node(store, own)["articles"]) == ("Li Wen (professor)", 1)
    assert node(store, one_person("Li Wen"))["articles"] == 1
    assert store.read("MATCH ({id: $id})-[r]->(b:Entity) RETURN type(r) AS type, b.name AS name", id=own) == [
        {"type": "CRITICIZED", "name": "Bo Ek"}
    ]
    # A later article goes to the same node by the same name; withdrawn and written again, it is parted again.
    late = told(7, ("Li Wen", "MET_WITH", "Bo Ek"))
    write(store, [late])
    second = part(store, "Li Wen", [late.article.id], "he again", name="Li Wen (professor)")
    assert second.decision.into == own
    shown = list(dump(store))
    withdraw(store, late.article.id)
    withdraw(store, other.article.id)
    assert not node(store, own)
    write(store, [late, other])
    assert list(dump(store)) == shown
    with pytest.raises(BadInput, match=f"is parted in {other.article.id} already, by {made.decision.id}"):
        part(store, "Li Wen", [other.article.id], WHY)
    with pytest.raises(BadInput, match=f"{made.decision.id} leads from {one_person('Li Wen')} to {own}"):
        join(store, own, one_person("Li Wen"), WHY)
    withdraw(store, late.article.id)
    undo(store, second.decision.id)
    undo(store, made.decision.id)
    assert list(dump(store)) == before


def test_a_parted_node_may_be_joined_into_another(store: Store) -> None:
    professor = told(8, ("Wen Li", "CRITICIZED", "Bo Ek"))
    write(store, [LI, BOTH, professor])
    made = part(store, "Li Wen", [BOTH.article.id], "a professor of that name")
    assert made.decision.into_name is None
    joined = join(store, made.decision.into, "Wen Li", "the professor")
    assert set(node(store, one_person("Wen Li"))["aliases"]) == {"Li Wen", "Wen Li"}
    undo(store, made.decision.id)
    shown = list(dump(store))
    undo(store, joined.decision.id)
    assert list(dump(store)) == shown
    again = part(store, "Li Wen", [BOTH.article.id], "a professor of that name")
    assert again.decision.into == made.decision.into
    assert again.decision.id != made.decision.id


def test_the_registry_and_decisions(store: Store) -> None:
    one, other = registered(7), registered(17)
    assert one.label == other.label == "Person"
    stranger = told(10, ("Li Wen", "MET_WITH", "Ann Roe"))
    by_registry = told(11, (one.name, "MET_WITH", "Bo Ek"), known=[one])
    twice = told(12, (other.name, "CRITICIZED", "Bo Ek"), known=[other])
    write(store, [stranger, by_registry, twice])
    before = list(dump(store))
    with pytest.raises(BadInput, match=f"join {one_person('Li Wen')} into {one.id}"):
        join(store, one.id, "Li Wen", WHY)
    entry = node(store, one.id)
    made = [join(store, "Li Wen", one.id, WHY), join(store, other.id, one.id, "entered twice")]
    now = node(store, one.id)
    assert {key: now[key] for key in ("name", "nameZh", "wikidata", "registered", "posts")} == {
        key: entry[key] for key in ("name", "nameZh", "wikidata", "registered", "posts")
    }
    assert {"Li Wen", other.name, *other.aliases, *other.names.values(), *one.aliases} <= set(now["aliases"])
    assert {n for edge in Part(store, Selection()).edges() for n in edge.properties} <= {c.name for c in EDGE_COLUMNS}
    # The node stays what it is while only others' articles speak of it, and in whatever order they come.
    shown = list(dump(store))
    withdraw(store, by_registry.article.id)
    assert node(store, one.id)["wikidata"] == one.wikidata
    for article in (stranger, twice):
        withdraw(store, article.article.id)
    assert not node(store, one.id)
    write(store, [twice, stranger])
    assert node(store, one.id)["wikidata"] == one.wikidata
    write(store, [by_registry])
    assert list(dump(store)) == shown
    for decided in made:
        undo(store, decided.decision.id)
    assert list(dump(store)) == before
    parted = part(store, one.id, [by_registry.article.id], "a namesake")
    own = node(store, parted.decision.into)
    assert (own["registered"], own["name"], own["aliases"]) == (False, one.name, [one.name])
    undo(store, parted.decision.id)
    assert list(dump(store)) == before


@pytest.mark.parametrize("seed", range(3))
def test_whatever_comes_first_the_graph_is_the_same(store: Store, seed: int) -> None:
    random_ = random.Random(seed)
    bounded(store, *random_.choice([(1, 3), (7, 100), (50, 5000)]))
    written: set[int] = set()
    for _ in range(24):
        act = random_.choice(["write", "write", "withdraw", "join", "join", "join", "part", "part", "undo"])
        in_force = [one for one in decisions(store) if one.in_force]
        if act == "write" or not written:
            numbers = random_.sample(range(len(MANY)), 8)
            write(store, [MANY[number] for number in numbers])
            written |= set(numbers)
        elif act == "withdraw":
            number = random_.choice(sorted(written))
            withdraw(store, MANY[number].article.id)
            written.remove(number)
        elif act == "undo" and in_force:
            undo(store, random_.choice(in_force).id)
        elif act == "part":
            rows = store.read("MATCH (a:Article)-[:MENTIONS]->(e:Entity) RETURN a.id AS a, e.id AS e ORDER BY a, e")
            row = random_.choice(rows)
            with suppress(BadInput):
                part(store, row["e"], [row["a"]], WHY, random_.choice([None, "X"]))
        elif act == "join":
            rows = store.read("MATCH (e:Entity) RETURN e.id AS id, labels(e) AS labels ORDER BY id")
            row = random_.choice(rows)
            like = [other["id"] for other in rows if set(other["labels"]) == set(row["labels"])]
            with suppress(BadInput):
                join(store, row["id"], random_.choice(like), WHY)
    shown = list(dump(store))
    made = store.read("MATCH (d:Decision) RETURN properties(d) AS row")
    assert len(made) > 3
    # The decisions first, then the articles.
    empty(store)
    store.write("UNWIND $rows AS row CREATE (d:Decision) SET d = row", rows=[one["row"] for one in made])
    write(store, [MANY[number] for number in random_.sample(sorted(written), len(written))])
    assert list(dump(store)) == shown
    # All undone, in any order, it is the graph of the articles alone.
    in_force = [one for one in decisions(store) if one.in_force]
    for one in random_.sample(in_force, len(in_force)):
        undo(store, one.id)
    undone = list(dump(store))
    empty(store)
    bounded(store, 50, 5000)
    write(store, [MANY[number] for number in written])
    assert list(dump(store)) == undone


@pytest.mark.neo4j
def test_both_engines_show_the_same(tmp_path: Path, neo4j_settings: Settings) -> None:
    dumps = []
    for settings in (Settings(data=tmp_path), neo4j_settings):
        with open_store(settings) as store:
            empty(store)
            write(store, [LI, LEE, BOTH, *MANY])
            join(store, "Lee Wen", one_person("Li Wen"), WHY)
            part(store, "Ann Roe", [LI.article.id, BOTH.article.id], WHY)
            dumps.append(list(dump(store)))
    assert dumps[0] == dumps[1]
    assert not any("Decision" in line or "Found" in json.loads(line).get("labels", ()) for line in dumps[0])


def test_what_cannot_be_decided_is_named_and_nothing_changes(store: Store) -> None:
    firm = Entity(entity_id("Company", "Wen Works"), "Company", "Wen Works")
    write(store, [LI, LEE, told(13, ("Wen Works", "CRITICIZED", "Bo Ek"), known=[firm])])
    li, lee = one_person("Li Wen"), one_person("Lee Wen")
    made = part(store, "Bo Ek", [store.read("MATCH (a {title: 'T13'}) RETURN a.id AS id")[0]["id"]], WHY)
    before, version = list(dump(store)), store.version()

    def refused(error: type[Exception], said: str, make: Any) -> Any:
        with pytest.raises(error, match=said) as caught:
            make()
        assert "\n" not in str(caught.value)
        return caught.value

    nearest = refused(NotFound, "no actor 'Lea Wen' in the graph", lambda: join(store, "Lea Wen", "Li Wen", WHY))
    assert f"{li}  Li Wen  (Person)" in nearest.errors
    several = refused(Ambiguous, "'Wen' may mean several", lambda: join(store, "Wen", "Ann Roe", WHY))
    assert len(several.errors) == 3
    refused(BadInput, f"{firm.id} is a Company, {li} a Person", lambda: join(store, firm.id, li, WHY))
    refused(BadInput, "are one already", lambda: join(store, "Li Wen", li, WHY))
    refused(BadInput, "a reason is needed", lambda: join(store, lee, li, " "))
    refused(BadInput, "a reason is needed", lambda: part(store, li, [LI.article.id], ""))
    refused(BadInput, "a name is needed", lambda: part(store, li, [LI.article.id], WHY, name=" "))
    refused(NotFound, "no article 'article-nope'", lambda: part(store, li, ["article-nope"], WHY))
    refused(BadInput, "an article is needed", lambda: part(store, li, [], WHY))
    missing = f"article {LEE.article.id} does not mention {li}  Li Wen"
    refused(BadInput, missing, lambda: part(store, li, [LI.article.id, LEE.article.id], WHY))
    article = made.decision.articles[0]
    refused(NotFound, "no actor", lambda: part(store, one_person("Bo Ek"), [article], WHY))
    unknown = refused(NotFound, "no decision 'decision-nope'", lambda: undo(store, "decision-nope"))
    assert unknown.errors == (f"{made.decision.id}  part Bo Ek: {WHY}",)
    assert (list(dump(store)), store.version()) == (before, version)
    undo(store, made.decision.id)
    refused(BadInput, f"{made.decision.id} is undone already", lambda: undo(store, made.decision.id))
