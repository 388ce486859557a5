"""Whatever a model answers, only what stands in the article and obeys the schema comes through, and fast."""

import json
import time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.records import Article
from graph.schema import LABELS, MODALITIES, POLARITIES, RELATION_TYPES, allowed
from ingest.extract.sentences import sentences
from ingest.llm.answer import read
from ingest.llm.grounding import Grounding
from ingest.llm.windows import windows

TEXT = (
    "Nvidia wins\n\nNvidia makes the H20. China's commerce ministry banned Micron and Micron Technology on Monday. "
    "The company may sue the ministry. President Trump met Jensen Huang of Nvidia. Huang said the H20 ban was wrong. "
    "قالت الوزارة إن هواوي ستبيع. 华为和中芯国际会见了商务部。"
)
WORDS = (
    "Nvidia", "the company", "Micron", "Micron Technology", "H20", "the H20 ban", "H20 ban", "Trump", "President Trump",
    "Huang", "Jensen Huang", "commerce ministry", "China", "هواوي", "الوزارة", "华为", "商务部", "Intel", " ", "e",
)  # fmt: skip
KEYS = ("a", "b", "c", "d")

some_words = st.sampled_from(WORDS)
entities = st.fixed_dictionaries(
    {"id": st.sampled_from(KEYS), "label": st.sampled_from(sorted(LABELS)), "name": some_words},
    optional={"names": st.lists(some_words, max_size=3), "references": st.lists(some_words, max_size=3)},
)
quotes = st.one_of(st.sampled_from([TEXT[a:b] for a, b in sentences(TEXT)]), some_words, st.text(max_size=5))
claims = st.fixed_dictionaries(
    {
        "subject": st.sampled_from(KEYS), "object": st.sampled_from(KEYS), "quote": quotes,
        "type": st.sampled_from(sorted(RELATION_TYPES)), "modality": st.sampled_from(MODALITIES),
        "polarity": st.sampled_from(POLARITIES),
    },
    optional={
        "attributedTo": st.one_of(some_words, st.sampled_from(KEYS), st.none()),
        "eventDate": st.sampled_from([None, "", "2025", "2025-07", "2025-07-21", "2025-13"]),
        "properties": st.dictionaries(st.sampled_from(["title", "kind", "former", "x"]), some_words | st.none()),
    },
)  # fmt: skip


@given(st.lists(entities, max_size=6), st.lists(claims, max_size=10))
@settings(max_examples=100)
def test_whatever_it_answers_the_gate_holds(named: list[Any], said: list[Any]) -> None:
    article = Article("Nvidia wins", TEXT, "en", None, None, "2025-07-28")
    grounding = Grounding(article, sentences(TEXT))
    grounding.add(read(json.dumps({"entities": named, "claims": said})), (0, len(TEXT)))
    found = grounding.extraction("model:any")
    labels = {one.id: one.label for one in found.entities}
    for claim in found.claims:
        assert TEXT[claim.start : claim.end] == claim.quote
        assert claim.type in allowed(labels[claim.subject], labels[claim.object])
        assert (
            claim.attributed_to is None or claim.attributed_to in TEXT or claim.attributed_to in names(found.entities)
        )
        for end in (claim.subject, claim.object):
            assert any(m.entity == end and claim.start <= m.start and m.end <= claim.end for m in found.mentions)
    assert all(TEXT[m.start : m.end] == m.text and m.entity in labels for m in found.mentions)
    assert {m.entity for m in found.mentions} == set(labels)
    assert len(found.claims) + grounding.refused.total() <= len(said)
    assert len({claim.id for claim in found.claims}) == len(found.claims)


def names(entities: Any) -> set[str]:
    return {one.name for one in entities}


def test_a_hostile_answer_for_a_hostile_text_costs_little() -> None:
    text = "e " * 2400 + "\n" + "ن" * 4900 + "\n" + "Nvidia " * 700
    article = Article("e", text, "en")
    spans = sentences(text)
    grounding = Grounding(article, spans)
    named = [
        {"id": str(n), "label": "Company", "name": name} for n, name in enumerate(["e", "ن", "Nvidia", "e e"] * 50)
    ]
    said = [
        {"subject": str(n % 7), "type": "OWNS", "object": str(n % 5), "quote": "eن N"[n % 4], "modality": "asserted",
         "polarity": "affirmed"}
        for n in range(400)
    ]  # fmt: skip
    answer = read(json.dumps({"entities": named, "claims": said}))
    started = time.monotonic()
    for part in windows(spans):
        grounding.add(answer, part)
    grounding.extraction("model:any")
    assert time.monotonic() - started < 60
