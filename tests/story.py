"""A small made-up story in three languages, told by four publishers, for tests of influence and of the report."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.records import Article, Claim, Entity, Extraction, Mention

ENTITIES = {
    entity.id: entity
    for entity in (
        Entity("lena-roth", "Person", "Lena Roth", {"en": "Lena Roth", "ar": "لينا روث", "zh": "莱娜·罗特"},
               ("Roth",), registered=True),
        Entity("omar-haddad", "Person", "Omar Haddad", {"en": "Omar Haddad", "ar": "عمر حداد"}, registered=True),
        Entity("quarzo", "Company", "Quarzo Semiconductor", {"en": "Quarzo Semiconductor", "ar": "كوارزو",
               "zh": "夸尔佐半导体"}, ("Quarzo",), registered=True),
        Entity("trade-bureau", "GovernmentBody", "Bureau of Export Licensing",
               {"en": "Bureau of Export Licensing", "zh": "出口许可局"}, ("licensing bureau",), registered=True),
        Entity("ministry", "GovernmentBody", "Ministry of Foreign Commerce",
               {"en": "Ministry of Foreign Commerce", "ar": "وزارة التجارة الخارجية"}, registered=True),
        Entity("chip-league", "Organization", "League of Chip Makers", {"en": "League of Chip Makers"},
               registered=True),
        Entity("q7", "Product", "Q7", {"en": "Q7"}, ("Q7 accelerator",), registered=True),
        Entity("licence-rule", "Measure", "Q7 licence rule", {"en": "Q7 licence rule", "zh": "Q7许可规定"},
               registered=True),
        Entity("open-letter", "Event", "open letter to the ministry",
               {"en": "open letter to the ministry", "ar": "الرسالة المفتوحة"}, registered=True),
        Entity("arvenia", "Country", "Arvenia", {"en": "Arvenia"}, registered=True),
        Entity("hermit", "Person", "Nils Eremit", {"en": "Nils Eremit"}, registered=True),
    )
}  # fmt: skip


@dataclass
class Story:
    """One article in the making: every sentence is appended, and a claim quotes it."""

    title: str
    language: str
    publisher: str
    published_at: str
    sentences: list[tuple[str, list[tuple[str, str, str, dict[str, object]]]]] = field(default_factory=list)

    def tell(self, sentence: str, *claims: tuple[str, str, str, dict[str, object]]) -> "Story":
        self.sentences.append((sentence, list(claims)))
        return self

    def extraction(self) -> Extraction:
        text = "\n".join([self.title, *(sentence for sentence, _ in self.sentences)])
        url = f"https://news.example/{self.published_at}/{self.publisher.lower().replace(' ', '-')}"
        article = Article(self.title, text, self.language, self.publisher, url, self.published_at)
        claims: list[Claim] = []
        used: dict[str, Entity] = {}
        for sentence, told in self.sentences:
            start = text.index(sentence)
            for subject, type, object_, more in told:
                properties = {
                    k: str(v) for k, v in more.items() if k in ("title", "kind", "product", "share", "former")
                }
                fields = {k: v for k, v in more.items() if k not in properties}
                claims.append(
                    Claim(article.id, subject, type, object_, sentence, start, start + len(sentence),
                          published_at=self.published_at, properties=properties, **fields)  # type: ignore[arg-type]
                )  # fmt: skip
                used |= {subject: ENTITIES[subject], object_: ENTITIES[object_]}
        mentions = tuple(Mention(id, 0, len(self.title), self.title, nominal=True) for id in used)
        return Extraction(article, tuple(used.values()), mentions, tuple(claims))


def extractions() -> Iterator[Extraction]:
    """Yield the story's articles."""
    yield (
        Story("Chip maker's chief presses licensing bureau", "en", "The Harbour Courier", "2025-06-03")
        .tell("Lena Roth, chief executive of Quarzo Semiconductor, met the Bureau of Export Licensing in May.",
              ("lena-roth", "HOLDS_POSITION", "quarzo", {"title": "chief executive", "confidence": 0.95}),
              ("lena-roth", "MET_WITH", "trade-bureau", {"event_date": "2025-05", "confidence": 0.8}))
        .tell("Quarzo has lobbied the bureau for years, two people familiar with the matter said.",
              ("quarzo", "LOBBIED", "trade-bureau",
               {"modality": "reported", "attributed_to": "two people familiar with the matter", "confidence": 0.75}))
        .tell("The bureau issued the Q7 licence rule in 2024.",
              ("trade-bureau", "ISSUED", "licence-rule", {"event_date": "2024", "confidence": 0.9}))
        .tell("Quarzo is expected to ask the ministry for a hearing next month.",
              ("quarzo", "LOBBIED", "ministry", {"modality": "planned", "event_date": "2025-07", "confidence": 0.6}))
    ).extraction()  # fmt: skip
    yield (
        Story("رسالة مفتوحة إلى وزارة التجارة الخارجية", "ar", "صحيفة المرفأ", "2025-06-10")
        .tell("وقّع عمر حداد ولينا روث رسالةً مفتوحة موجهة إلى وزارة التجارة الخارجية تطالب بتخفيف القيود على رقاقة Q7.",
              ("omar-haddad", "SIGNED", "open-letter", {"event_date": "2025-06-09", "confidence": 0.9}),
              ("lena-roth", "SIGNED", "open-letter", {"event_date": "2025-06-09", "confidence": 0.9}),
              ("open-letter", "ADDRESSED_TO", "ministry", {"event_date": "2025-06-09", "confidence": 0.85}))
        .tell("وقالت الوزارة إن مكتب تراخيص التصدير يتبعها.",
              ("trade-bureau", "PART_OF", "ministry", {"modality": "reported",
               "attributed_to": "الوزارة", "confidence": 0.9}))
        .tell("ونفت روث أن تكون قد التقت الوزير.",
              ("lena-roth", "MET_WITH", "ministry", {"polarity": "negated", "confidence": 0.8}))
    ).extraction()  # fmt: skip
    yield (
        Story("出口许可局放宽Q7规定", "zh", "海港日报", "2025-07-15")
        .tell("出口许可局7月14日宣布放宽Q7许可规定，夸尔佐半导体表示欢迎。",
              ("trade-bureau", "EASES", "licence-rule",
               {"event_date": "2025-07-14", "confidence": 0.9, "kind": "licence"}),
              ("quarzo", "SUPPORTS", "licence-rule", {"confidence": 0.5}))
        .tell("夸尔佐半导体首席执行官莱娜·罗特曾任芯片制造商联盟主席。",
              ("lena-roth", "HOLDS_POSITION", "quarzo", {"title": "首席执行官", "confidence": 0.9}),
              ("lena-roth", "HOLDS_POSITION", "chip-league",
               {"title": "主席", "former": "true", "confidence": 0.8}))
    ).extraction()  # fmt: skip
    yield (
        Story("League of Chip Makers backs easing", "en", "Tidewater Wire", "2025-07-16")
        .tell("The League of Chip Makers, of which Quarzo is a member, lobbied the foreign commerce ministry over Q7.",
              ("chip-league", "LOBBIED", "ministry", {"confidence": 0.85}),
              ("quarzo", "MEMBER_OF", "chip-league", {"confidence": 0.9}))
        .tell("The ministry directed the bureau to review the rule, which restricts the Q7.",
              ("ministry", "DIRECTED", "trade-bureau", {"confidence": 0.8}),
              ("licence-rule", "RESTRICTS", "q7", {"confidence": 0.85}))
        .tell("Quarzo makes the Q7.", ("quarzo", "MAKES", "q7", {"confidence": 0.95}))
        .tell("Quarzo may have paid the bureau's consultants, a rival alleged.",
              ("quarzo", "PAYS", "trade-bureau",
               {"modality": "alleged", "attributed_to": "a rival", "confidence": 0.5}))
        .tell("Arvenia restricts the Q7, and Roth visited Arvenia.",
              ("arvenia", "RESTRICTS", "q7", {"confidence": 0.9}),
              ("lena-roth", "VISITED", "arvenia", {"confidence": 0.9}),
              ("arvenia", "CRITICIZED", "hermit", {"confidence": 0.9}))
    ).extraction()  # fmt: skip
