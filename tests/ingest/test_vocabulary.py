"""The features that a model knows: each is found in its row, and nothing else is."""

from ingest.extract.vocabulary import Vocabulary


def test_every_feature_is_found_in_its_row() -> None:
    features = [f"feature|{number}" for number in range(5000)] + ["الحظر", "禁令"]
    vocabulary = Vocabulary.of(features)
    assert list(vocabulary) == features
    assert all(vocabulary.rows([feature]).tolist() == [row] for row, feature in enumerate(features))


def test_many_are_looked_up_at_once_each_once_and_unknown_ones_are_left_out() -> None:
    vocabulary = Vocabulary.of(["ban", "export", "禁令"])
    assert sorted(vocabulary.rows(["禁令", "ban", "unknown", "ban", ""]).tolist()) == [0, 2]
    assert vocabulary.rows([]).tolist() == []
    assert Vocabulary.of(["ban"]).rows(["ban"]).tolist() == [0]
