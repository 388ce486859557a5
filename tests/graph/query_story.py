"""A made-up story in three languages for the tests of the queries: rival claims, parallel relations, vague dates."""

from typing import Any

from graph.records import Article, Claim, Entity, Extraction, Mention, entity_id

UNREGISTERED = entity_id("Person", "魏岚")

ENTITIES = {
    entity.id: entity
    for entity in (
        Entity("mara-lind", "Person", "Mara Lind", {"en": "Mara Lind", "ar": "مارا ليند", "zh": "玛拉·林德"},
               ("Lind", "Mara E. Lind"), "Q1", "norland", posts=("2019/ orbis chief executive",), registered=True),
        Entity("tariq-nasser", "Person", "Tariq Nasser", {"en": "Tariq Nasser", "ar": "طارق ناصر"}, registered=True),
        Entity(UNREGISTERED, "Person", "魏岚", {"zh": "魏岚"}),
        Entity("orbis", "Company", "Orbis Devices", {"en": "Orbis Devices", "ar": "أوربيس", "zh": "欧比斯"},
               ("Orbis", "歐比斯"), country="norland", registered=True),
        Entity("helix", "Company", "Helix", {"en": "Helix"}, ("Helix for Orbis",), registered=True),
        Entity("norland", "Country", "Norland", {"en": "Norland"}, registered=True),
        Entity("sudria", "Country", "Sudria", {"en": "Sudria"}, registered=True),
        Entity("export-office", "GovernmentBody", "Export Office", {"en": "Export Office"}, country="norland",
               registered=True),
        Entity("trade-ministry", "GovernmentBody", "Trade Ministry",
               {"en": "Trade Ministry", "ar": "وزارة التجارة"}, country="norland", registered=True),
        Entity("sudria-commerce", "GovernmentBody", "Sudrian Commerce Agency", {"en": "Sudrian Commerce Agency"},
               country="sudria", registered=True),
        Entity("x9", "Product", "X9", {"en": "X9"}, ("X9 chip",), registered=True),
        Entity("gallium", "Material", "gallium", {"en": "gallium", "zh": "镓"}, registered=True),
        Entity("chip-rule", "Measure", "Chip Export Rule", {"en": "Chip Export Rule"}, kind="rule", registered=True),
        Entity("open-letter", "Event", "open letter", {"en": "open letter"}, kind="letter", registered=True),
        Entity("summit", "Event", "Chip Summit", {"en": "Chip Summit"}, kind="summit", registered=True),
    )
}  # fmt: skip

Told = tuple[str, str, str, dict[str, Any]]


def told_article(
    title: str, language: str, publisher: str | None, published_at: str | None, sentences: list[tuple[str, list[Told]]]
) -> Extraction:
    text = "\n".join([title, *(sentence for sentence, _ in sentences)])
    url = f"https://news.example/{published_at or 'undated'}"
    article = Article(title, text, language, publisher, url, published_at)
    claims: list[Claim] = []
    mentions: list[Mention] = []
    for sentence, told in sentences:
        start = text.index(sentence)
        end = start + len(sentence)
        for subject, type, object_, more in told:
            properties: dict[str, str] = {name: more[name] for name in ("title", "kind") if name in more}
            rest = {name: value for name, value in more.items() if name not in properties}
            claims.append(
                Claim(article.id, subject, type, object_, sentence, start, end, published_at=published_at,
                      properties=properties, **rest)
            )  # fmt: skip
            mentions += [Mention(one, start, end, ENTITIES[one].name) for one in (subject, object_)]
    used = sorted({mention.entity for mention in mentions})
    return Extraction(article, tuple(ENTITIES[id] for id in used), tuple(mentions), tuple(claims))


ENGLISH = told_article("New rule on chips", "en", "The Courier", "2025-03-10", [
    ("Mara Lind, chief executive of Orbis, lobbied the Trade Ministry in February, two officials said.", [
        ("mara-lind", "HOLDS_POSITION", "orbis", {"title": "chief executive"}),
        ("mara-lind", "LOBBIED", "trade-ministry",
         {"modality": "reported", "attributed_to": "two officials", "event_date": "2025-02"})]),
    ("The Export Office banned exports of the X9 on March 1 by its Chip Export Rule.", [
        ("export-office", "RESTRICTS", "x9", {"event_date": "2025-03-01", "kind": "ban"}),
        ("export-office", "ISSUED", "chip-rule", {"event_date": "2025-03-01"}),
        ("chip-rule", "RESTRICTS", "x9", {"event_date": "2025-03"})]),
    ("Orbis makes the X9.", [("orbis", "MAKES", "x9", {})]),
    ("Sudria has restricted gallium since December 3.", [
        ("sudria", "RESTRICTS", "gallium", {"event_date": "2024-12-03"})]),
    ("A rival alleged that Orbis paid Helix.", [
        ("orbis", "PAYS", "helix", {"modality": "alleged", "attributed_to": "A rival"})]),
])  # fmt: skip

ARABIC = told_article("رسالة إلى وزارة التجارة", "ar", "صحيفة المرفأ", "2025-06-02", [
    ("وقّعت مارا ليند، رئيسة أوربيس، وطارق ناصر رسالة مفتوحة إلى وزارة التجارة.", [
        ("mara-lind", "SIGNED", "open-letter", {"event_date": "2025-05-30"}),
        ("tariq-nasser", "SIGNED", "open-letter", {"event_date": "2025-05"}),
        ("open-letter", "ADDRESSED_TO", "trade-ministry", {"event_date": "2025-05-30"}),
        ("mara-lind", "HOLDS_POSITION", "orbis", {"title": "رئيسة"})]),
    ("وحضرا قمة الرقائق هذا العام.", [
        ("tariq-nasser", "PARTICIPATED_IN", "summit", {"event_date": "2025-06-01"}),
        ("mara-lind", "PARTICIPATED_IN", "summit", {"event_date": "2025"})]),
    ("ونفت ليند أنها التقت الوزارة.", [("mara-lind", "MET_WITH", "trade-ministry", {"polarity": "negated"})]),
    ("وتعتزم أوربيس الاستثمار في هيليكس عام 2026.", [
        ("orbis", "INVESTS_IN", "helix", {"modality": "planned", "event_date": "2026"})]),
    ("ناصر مستشار هيليكس.", [("tariq-nasser", "HOLDS_POSITION", "helix", {"title": "مستشار"})]),
])  # fmt: skip

CHINESE = told_article("贸易部放宽X9管制", "zh", "海港日报", "2025-07-20", [
    ("贸易部7月14日批准X9出口。", [
        ("trade-ministry", "EASES", "x9", {"event_date": "2025-07-14", "kind": "licence"})]),
    ("苏德里亚商务署4月放宽了X9进口。", [("sudria-commerce", "EASES", "x9", {"event_date": "2025-04"})]),
    ("诺兰对镓征收关税。", [("norland", "TARIFFS", "gallium", {})]),
    ("魏岚6月出席芯片峰会。", [(UNREGISTERED, "PARTICIPATED_IN", "summit", {"event_date": "2025-06"})]),
    ("林德7月2日再次游说贸易部。", [("mara-lind", "LOBBIED", "trade-ministry", {"event_date": "2025-07-02"})]),
    ("贸易部指示出口局审查该规定。", [
        ("trade-ministry", "DIRECTED", "export-office", {}),
        ("export-office", "PART_OF", "trade-ministry", {})]),
    ("欧比斯或将向螺旋公司供货。", [("orbis", "SUPPLIES", "helix", {"modality": "hypothetical"})]),
])  # fmt: skip

UNDATED = told_article("Notes on rivals", "en", None, None, [
    ("Orbis and Helix are rivals.", [("orbis", "COMPETES_WITH", "helix", {})]),
])  # fmt: skip

STORY = (ENGLISH, ARABIC, CHINESE, UNDATED)
