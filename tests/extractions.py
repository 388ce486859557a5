"""Made-up extractions for the tests of the store: random, and the same for the same seed."""

import random

from graph.records import Article, Claim, Entity, Extraction, Mention, entity_id
from graph.schema import LABELS, MODALITIES, allowed

_NAMES = {
    "en": ("Alpha Corp", "Beta Bureau", "Gamma Ray", "Delta Chip", "Epsilon Rule", "Zeta Talks", "Eta", "Theta Union"),
    "ar": ("شركة ألفا", "مكتب بيتا", "غاما راي", "رقاقة دلتا", "قاعدة إبسيلون", "محادثات زيتا", "إيتا", "اتحاد ثيتا"),
    "zh": ("阿尔法公司", "贝塔局", "伽马", "德尔塔芯片", "艾普西龙规则", "泽塔会谈", "伊塔", "西塔联盟"),
}
_PUBLISHERS = (None, "Reuters", "reuters", "Xinhua", "AFP", "The Daily")


def registered(number: int) -> Entity:
    """Return one of the entities that every article knows under the same id."""
    label = sorted(LABELS)[number % len(LABELS)]
    name = f"Known {label} {number}"
    return Entity(
        f"known-{number}", label, name,
        names={"en": name, "ar": f"معروف {number}", "zh": f"已知{number}"},
        aliases=(name, f"K{number}"), wikidata=f"Q{number}", country="china", kind=None,
        posts=(f"2020/ known-{number} head",) if label == "Person" else (), registered=True,
    )  # fmt: skip


def extraction(number: int, known: int = 12, claims: int = 4, seed: int = 0) -> Extraction:
    """Return the findings of article `number`; another `seed` gives the same article with other findings."""
    fixed = random.Random(number)
    language = fixed.choice(("en", "ar", "zh"))
    body = f"Story {fixed.randrange(number // 2 + 1)} " + " ".join(_NAMES[language])
    title = f"Title {number}"
    article = Article(
        title, f"{title}\n{body}", language, fixed.choice(_PUBLISHERS), f"https://example.com/{number}",
        fixed.choice((None, f"2025-0{fixed.randrange(1, 10)}-1{fixed.randrange(10)}")),
    )  # fmt: skip
    random_ = random.Random(number * 1009 + seed)
    entities = {one.id: one for one in (registered(random_.randrange(known)) for _ in range(3))}
    for position in random_.sample(range(8), 3):
        name = random_.choice((_NAMES[language][position], _NAMES[language][position].upper()))
        label = sorted(LABELS)[position]
        kind = random_.choice((None, "letter", "chip"))
        one = Entity(entity_id(label, name), label, name, names={language: name}, kind=kind)
        entities.setdefault(one.id, one)
    mentions = [
        Mention(id, 0, 4, random_.choice((one.name, one.name.upper(), "it")), nominal=random_.random() < 0.2)
        for id, one in entities.items()
        for _ in range(random_.randrange(1, 4))
    ]
    found: list[Claim] = []
    ids = sorted(entities)
    for _ in range(claims * 3):
        subject, object_ = random_.choice(ids), random_.choice(ids)
        types = allowed(entities[subject].label, entities[object_].label)
        if subject == object_ or not types or len(found) >= claims:
            continue
        start = random_.randrange(len(article.text) - 5)
        claim = Claim(
            article.id,
            subject,
            random_.choice(types),
            object_,
            article.text[start : start + 5],
            start,
            start + 5,
            modality=random_.choice(MODALITIES[:3]),
            polarity=random_.choice(("affirmed", "affirmed", "negated")),
            event_date=random_.choice((None, "2024", "2024-05", "2024-05-03")),
            published_at=article.published_at,
            properties=random_.choice(({}, {"title": "chief"}, {"kind": "ban"}, {"title": "head", "share": "5 %"})),
            confidence=random_.choice((0.3, 0.55, 0.9)),
        )
        found.append(claim)
    return Extraction(article, tuple(entities.values()), tuple(mentions), tuple(found))
