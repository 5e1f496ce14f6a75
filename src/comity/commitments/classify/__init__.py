"""Suggesting what a recommendation is about: issues, the right to education, goals, groups, the rank of its action.

Everything here is pure: texts in, suggestions out; no database, no Django. ``training`` alone needs scikit-learn.
"""

from comity.commitments.classify.suggest import suggest
from comity.commitments.classify.suggestion import Suggestion

__all__ = ["MODEL_VERSION", "Suggestion", "suggest"]

MODEL_VERSION = "2026.1"  # of the shipped model; a test holds it against the file
