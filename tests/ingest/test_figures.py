"""docs/figures.md says what the committed models give."""

from training.figures import PAGE, page


def test_the_page_of_figures_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make figures`"
