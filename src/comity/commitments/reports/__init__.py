"""Reports that a State owes, drafted from the register and the follow-up; each paragraph names its record.

A report is a function from :class:`Material` to a :class:`comity.documents.report.Report`. Nothing here decides who may
read what: the material is what its reader may read.
"""

from comity.commitments.reports.catalogue import REPORTS, draft_report

__all__ = ["REPORTS", "draft_report"]
