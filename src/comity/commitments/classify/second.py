"""The second stage for English issues: sees all first scores and the concepts at once.

A first stage judges each issue alone. Whether "education" is tagged, though, depends on how many other rights and which
group a text names (UPR Info tags only the group where several rights are named): only all scores show it.
"""

from collections.abc import Sequence

import numpy as np

from comity.commitments.classify.linear import Array

LIMIT = 4.0  # standard deviations


def inputs(scores: Array, presence: Array, texts: Sequence[str]) -> Array:
    shape = np.array([[np.log(len(text) + 1), text.count(","), text.count(" and ")] for text in texts], np.float32)
    return np.hstack([scores, presence, shape.reshape(len(texts), 3)]).astype(np.float32)


def standard(rows: Array, middle: Array, spread: Array) -> Array:
    result: Array = np.clip((rows - middle) / spread, -LIMIT, LIMIT)
    return result


def pass_through(rows: Array, layers: Sequence[Array]) -> Array:
    """Log odds out of standardised inputs."""
    first, first_bias, last, last_bias = layers
    result: Array = np.maximum(rows @ first + first_bias, 0) @ last + last_bias
    return result


def joined(parts: Sequence[Sequence[Array]]) -> list[Array]:
    """Several second stages as one whose log odds are their mean."""
    share = 1 / len(parts)
    return [
        np.hstack([part[0] for part in parts]),
        np.hstack([part[1] for part in parts]),
        np.vstack([part[2] for part in parts]) * share,
        np.sum([part[3] for part in parts], axis=0) * share,
    ]
