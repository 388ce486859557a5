"""Names of the registry in running text, and the registry itself."""

import pytest

from ingest.extract.aliases import known_names
from ingest.registry import Post, dangling, registry


def found(text: str) -> dict[str, list[str]]:
    return {text[m.start : m.end]: list(m.entries) for m in known_names().find(text)}


@pytest.mark.parametrize(
    ("text", "surface", "entry"),
    [
        ("Jensen Huang of NVIDIA spoke.", "Jensen Huang", "jensen-huang"),
        ("Jensen Huang of NVIDIA spoke.", "NVIDIA", "nvidia"),
        ("التقى ترامب بجنسن هوانغ", "جنسن هوانغ", "jensen-huang"),
        ("باعت إنفيديا رقائق لهواوي", "هواوي", "huawei"),
        ("وإنفيديا تبيع", "إنفيديا", "nvidia"),
        ("黃仁勳與輝達", "黃仁勳", "jensen-huang"),
        ("英伟达的H20芯片", "H20", "h20"),
        ("川普與習近平會面", "川普", "donald-trump"),
    ],
)
def test_a_name_is_found_in_any_script(text: str, surface: str, entry: str) -> None:
    assert entry in found(text)[surface]


@pytest.mark.parametrize("text", ["They asked us about intelligent ideas.", "H200", "unintel", "XH20Y"])
def test_a_name_is_not_found_inside_a_word(text: str) -> None:
    ids = {entry for entries in found(text).values() for entry in entries}
    assert not ids & {"united-states", "intel", "h20"}


def test_capitals_only_names_match_capitals_only() -> None:
    assert "BIS" in found("The BIS acted.")
    assert "bis" not in found("He played it bis.")


def test_a_short_name_counts_only_beside_a_full_one() -> None:
    short = next(
        (entry, name)
        for entry in registry().values()
        for name in entry.short.get("en", ())
        if name.isalpha() and not any(name == other for e in registry().values() for other in e.aliases())
    )
    entry, name = short
    assert entry.id not in {e for entries in found(f"{name} spoke.").values() for e in entries}
    assert entry.id in {e for entries in found(f"{entry.name} came. {name} spoke.").values() for e in entries}


def test_a_capital_may_mean_the_state() -> None:
    assert set(found("Beijing answered.")["Beijing"]) >= {"beijing", "china"}


def test_the_registry_is_large_whole_and_in_three_languages() -> None:
    entries = registry()
    assert len(entries) >= 400
    assert dangling(entries) == []
    actors = [e for e in entries.values() if e.label in ("Person", "Company", "GovernmentBody", "Organization")]
    assert sum(bool(e.names["ar"] and e.names["zh"]) for e in actors) / len(actors) > 0.95
    assert len({e.label for e in entries.values()}) == 10


def test_posts_are_dated() -> None:
    post = Post("x", "Secretary", "2021-03", "2025-01-20")
    assert post.held_on("2021-03-05")
    assert post.held_on("2025-01-20")
    assert not post.held_on("2025-01-21")
    assert not post.held_on("2021-02-27")
    held = [p.title for p in registry()["howard-lutnick"].posts if p.held_on("2025-07-28")]
    assert any("Commerce" in title for title in held)
