import io
import subprocess
import sys
from importlib.resources import files

import numpy as np
import pytest

from comity.commitments.classify import MODEL_VERSION
from comity.commitments.classify.lexicon import names
from comity.commitments.classify.model import SHIPPED, NotAModelError, load, shipped

FILE = files("comity.commitments.classify") / SHIPPED


def test_shipped_model_is_small_plain_numbers_without_pickle():
    raw = FILE.read_bytes()
    assert len(raw) < 10_000_000
    with np.load(io.BytesIO(raw), allow_pickle=False) as archive:
        assert {archive[name].dtype.kind for name in archive.files} <= {"i", "u", "f"}


def test_shipped_model_is_of_this_release_and_of_these_term_lists():
    assert shipped().version == MODEL_VERSION
    assert shipped().about["concepts"] == list(names())


def test_suggesting_needs_neither_scikit_learn_nor_django():
    code = (
        "import sys; from comity.commitments.classify import suggest; list(suggest(['Build schools'])); "
        "print([name for name in ('sklearn', 'scipy', 'django') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_what_is_no_model_is_refused_in_a_sentence():
    other = io.BytesIO()
    np.savez(other, something=np.zeros(3))
    other.seek(0)
    cut = io.BytesIO(FILE.read_bytes()[:5000])
    pickled = io.BytesIO()
    np.savez(pickled, about=np.array([{"format": 1}], dtype=object))
    pickled.seek(0)
    for file in (other, cut, pickled, io.BytesIO(b"text"), io.BytesIO()):
        with pytest.raises(NotAModelError, match="no model"):
            load(file)
