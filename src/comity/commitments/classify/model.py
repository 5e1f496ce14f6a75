"""The model as plain numbers: one .npz without pickle, read and written here and nowhere else."""

import json
import zipfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, Any, NamedTuple

import numpy as np

from comity.commitments.classify.lexicon import names
from comity.commitments.classify.linear import Array, Linear, Numbers

FORMAT = 1
SHIPPED = "model.npz"
LINEARS = ("en", "es")  # issues and rank of English texts; goals of Spanish texts


class NotAModelError(ValueError):
    """The file is no model of this format; the sentence says so."""


class Model(NamedTuple):
    """Everything that suggesting needs. ``arrays`` by name; ``about`` says version, data, thresholds and the like."""

    arrays: dict[str, Any]
    about: dict[str, Any]
    linears: dict[str, Linear]

    @property
    def version(self) -> str:
        return str(self.about["version"])


def save(path: Path | IO[bytes], arrays: dict[str, Any], about: dict[str, Any], linears: dict[str, Numbers]) -> None:
    stored = dict(arrays)
    for name, numbers in linears.items():
        stored |= {
            f"{name}_grams": _packed("\n".join(numbers.grams)),
            f"{name}_weights": numbers.weights,
            f"{name}_scale": numbers.scale.astype(np.float32),
            f"{name}_idf": numbers.idf.astype(np.float16),
            f"{name}_bias": numbers.bias.astype(np.float32),
            f"{name}_shape": np.array([numbers.longest, numbers.opens], np.int8),
        }
    stored["about"] = _packed(json.dumps({"format": FORMAT, **about}, ensure_ascii=False))
    np.savez_compressed(path, **stored)


def load(path: Path | IO[bytes]) -> Model:
    """The model in a file; a sentence where it is none."""
    try:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        about = json.loads(_unpacked(arrays.pop("about")))
        if about["format"] != FORMAT:
            raise NotAModelError(f"The model has format {about['format']}; this release reads format {FORMAT}.")
        if about["concepts"] != list(names()):
            raise NotAModelError("The model was learnt with the term lists of another release; learn it again.")
        linears = {name: _linear(arrays, name) for name in LINEARS}
    except (OSError, EOFError, KeyError, zipfile.BadZipFile) as error:
        raise NotAModelError("The file is no model that “comity classify train” wrote.") from error
    except ValueError as error:
        if isinstance(error, NotAModelError):
            raise
        raise NotAModelError("The file is no model that “comity classify train” wrote.") from error
    return Model(arrays, about, linears)


@cache
def shipped() -> Model:
    """The model that comes with the product; read once a process."""
    with (files("comity.commitments.classify") / SHIPPED).open("rb") as file:
        return load(file)


def strings(array: Any) -> list[str]:
    text = _unpacked(array)
    return text.split("\n") if text else []


def _linear(arrays: dict[str, Any], name: str) -> Linear:
    longest, opens = arrays.pop(f"{name}_shape")
    idf: Array = arrays.pop(f"{name}_idf").astype(np.float32)
    grams = strings(arrays.pop(f"{name}_grams"))
    weights, scale, bias = (arrays.pop(f"{name}_{part}") for part in ("weights", "scale", "bias"))
    return Linear(Numbers(grams, weights, scale, idf, bias, int(longest), bool(opens)))


def _packed(text: str) -> Any:
    return np.frombuffer(text.encode(), np.uint8)


packed = _packed


def _unpacked(array: Any) -> str:
    return bytes(array).decode()
