"""The classifier: integer sums, explanations, and the way to bytes and back."""

import numpy as np
import pytest

from ingest.extract.linear import LinearModel, sigmoid
from ingest.extract.vocabulary import Vocabulary


@pytest.fixture
def model() -> LinearModel:
    return LinearModel(
        classes=("YES", "NO"),
        vocabulary=Vocabulary.of(["ban", "الحظر", "禁"]),
        weights=np.array([[100, -100], [50, 0], [-20, 5]], dtype=np.int8),
        scale=0.01,
        bias=np.array([0.5, -0.5]),
        slope=[2.0, 1.0],
        offset=[0.0, 1.0],
    )


def test_a_score_is_the_sum_over_the_root_of_the_number_of_known_features(model: LinearModel) -> None:
    assert model.scores(["ban", "unknown"]) == [1.5, -1.5]
    assert model.scores(["ban", "ban", "الحظر"]) == pytest.approx([1.5 / 2**0.5 + 0.5, -1 / 2**0.5 - 0.5])
    assert model.scores([]) == [0.5, -0.5]


def test_the_order_of_features_does_not_matter(model: LinearModel) -> None:
    assert model.scores(["ban", "الحظر", "禁"]) == model.scores(["禁", "ban", "الحظر"])


def test_probability_is_calibrated(model: LinearModel) -> None:
    assert model.probability(0, 1.0) == sigmoid(2.0)
    assert model.probability(1, 0.0) == sigmoid(1.0)
    assert sigmoid(-800) == 0.0
    assert sigmoid(800) == 1.0


def test_why_names_the_features_with_their_part_of_the_score(model: LinearModel) -> None:
    why = model.why(["ban", "禁", "unknown"], "YES")
    assert [feature for feature, _ in why] == ["ban", "禁"]
    assert sum(part for _, part in why) + 0.5 == pytest.approx(model.scores(["ban", "禁"])[0])


def test_bytes_keep_the_model_and_are_the_same_twice(model: LinearModel) -> None:
    data = model.to_bytes()
    again = LinearModel.from_bytes(data)
    assert list(again.vocabulary) == list(model.vocabulary)
    assert again.classes == model.classes
    assert again.scores(["ban", "禁"]) == model.scores(["ban", "禁"])
    assert again.to_bytes() == data
