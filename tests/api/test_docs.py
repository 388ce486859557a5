"""The generated pages of docs/ say what the code says."""

from api.docs import main, outdated, pages


def test_the_generated_pages_are_up_to_date() -> None:
    assert outdated() == [], "run make docs"
    assert main(["--check"]) == 0


def test_no_page_is_empty() -> None:
    assert all(len(text) > 500 for text in pages().values())
