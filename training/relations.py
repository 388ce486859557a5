"""Learn the relation classifier and the modality classifier."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from graph.schema import RELATION_TYPES
from ingest.extract.linear import LinearModel
from ingest.extract.modality import COLOURS, modality_features
from ingest.extract.relations import classes, fits
from ingest.extract.vocabulary import Vocabulary
from training.examples import Example

REGULARISATION = 30.0
MIN_COUNT = 2  # features seen less often are dropped
FOLDS = 3  # for calibration, by file
LIGHT = 2  # features whose 8-bit weights are nowhere heavier are dropped: half of them, and no figure moves

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned.

    Attributes
    ----------
    model : LinearModel
    unseen : float array, shape (examples, classes)
        Scores of each example by a model that has not seen its file.
    """

    model: LinearModel
    unseen: Floats


def train_relations(examples: Sequence[Example]) -> LinearModel:
    """Learn which relations a pair states: one logistic regression a class, over the pairs its ends allow."""

    def usable(example: Example, name: str) -> bool:
        pair = example.pair
        allowed = fits(RELATION_TYPES[name[:-1]], pair.left.label, pair.right.label, name[-1] == ">")
        return allowed and (example.nearest or name not in example.relations)

    return learn(
        [example.pair.features for example in examples],
        [example.group for example in examples],
        classes(),
        lambda i, name: usable(examples[i], name),
        lambda i, name: name in examples[i].relations,
    ).model


def train_modality(examples: Sequence[Example]) -> LinearModel:
    """Learn the modality of a stated relation: one logistic regression a modality, over all that is stated."""
    stated = [(e, name, colour) for e in examples if e.nearest for name, colour in sorted(e.relations.items())]
    return learn(
        [modality_features(example.pair, name[:-1]) for example, name, _ in stated],
        [example.group for example, _, _ in stated],
        COLOURS,
        lambda _, __: True,
        lambda i, name: stated[i][2] == name,
    ).model


def learn(
    features: Sequence[Iterable[str]],
    groups: Sequence[str],
    names: tuple[str, ...],
    usable: Callable[[int, str], bool],
    is_positive: Callable[[int, str], bool],
    regularisation: float = REGULARISATION,
) -> Learned:
    """Learn one calibrated logistic regression a class, over the examples usable for it.

    Parameters
    ----------
    features : sequence of iterables of str
        The features of each example.
    groups : sequence of str
        Its file: calibration holds whole files back.
    names : tuple of str
        The classes.
    usable, is_positive : callables
        Of the index of an example and a class.
    regularisation : float
        Its inverse strength.
    """
    counts = Counter(feature for row in features for feature in set(row))
    vocabulary = {f: i for i, f in enumerate(sorted(f for f, c in counts.items() if c >= MIN_COUNT))}
    matrix = _matrix(features, vocabulary)
    fold = {group: i % FOLDS for i, group in enumerate(sorted(set(groups)))}
    folds = np.array([fold[group] for group in groups])
    weights = np.zeros((len(vocabulary), len(names)))
    bias = np.full(len(names), -9.0)
    slope, offset = np.ones(len(names)), np.zeros(len(names))
    unseen = np.full((len(features), len(names)), -9.0)
    for column, name in enumerate(names):
        rows = np.array([i for i in range(len(features)) if usable(i, name)], dtype=int)
        target = np.array([is_positive(i, name) for i in rows])
        if target.sum() < 3:
            continue
        model = _fit(matrix[rows], target, regularisation)
        weights[:, column], bias[column] = model.coef_[0], model.intercept_[0]
        for left_out in range(FOLDS):
            seen = folds[rows] != left_out
            if target[seen].any():
                others = _fit(matrix[rows[seen]], target[seen], regularisation)
                unseen[rows[~seen], column] = others.decision_function(matrix[rows[~seen]])
        slope[column], offset[column] = _calibrate(unseen[rows, column], target)
    return Learned(_compact(names, vocabulary, weights, bias, slope, offset), unseen)


def _matrix(features: Sequence[Iterable[str]], vocabulary: dict[str, int]) -> csr_matrix:
    """Return one row an example, each feature it has being 1 / √(number of its features)."""
    indices, ends = [], [0]
    for row in features:
        indices += sorted({vocabulary[feature] for feature in row if feature in vocabulary})
        ends.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(features), len(vocabulary)))
    return csr_matrix(diags(1 / np.sqrt(np.maximum(np.diff(ends), 1))) @ matrix)


def _fit(matrix: csr_matrix, target: npt.NDArray[np.bool_], regularisation: float) -> LogisticRegression:
    return LogisticRegression(
        C=regularisation, solver="liblinear", dual=True, tol=0.01, max_iter=2000, random_state=0
    ).fit(matrix, target)


def _calibrate(scores: Floats, target: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Return Platt's slope and offset, from scores of examples that the scoring model had not seen."""
    # A weak pull to slope 1 and offset 0 keeps rare classes sane.
    platt = LogisticRegression(C=1.0, solver="lbfgs").fit(scores[:, None], target)
    return max(0.3, float(platt.coef_[0, 0])), float(platt.intercept_[0])


def _compact(
    names: tuple[str, ...], vocabulary: dict[str, int], weights: Floats, bias: Floats, slope: Floats, offset: Floats
) -> LinearModel:
    """Round the weights to 8 bits and drop the features that weigh next to nothing."""
    scale = float(np.abs(weights).max()) / 127
    small = np.rint(weights / scale).astype(np.int8)
    kept = np.flatnonzero((np.abs(small) > LIGHT).any(axis=1))
    features = sorted(vocabulary, key=vocabulary.__getitem__)
    known = Vocabulary.of(features[row] for row in kept)
    bias, slope, offset = (np.round(values, 6) for values in (bias, slope, offset))
    return LinearModel(names, known, small[kept], scale, bias, slope.tolist(), offset.tolist())
