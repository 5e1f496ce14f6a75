"""Which recommendations ask for the same thing, and why. Pure: knows no database.

docs/explanation/clusters.md tells how.
"""

from comity.commitments.clustering.grouping import Group, group
from comity.commitments.clustering.reading import Wording

__all__ = ["Group", "Wording", "group"]
