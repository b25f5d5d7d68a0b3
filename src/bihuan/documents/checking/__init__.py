"""Engine: reads a narrative report as a careful reader would, and says where it contradicts itself or the records.

`check()` takes any file that the reader opens and answers with findings: sums and percentages that do not add up,
lists that are shorter than announced, numbers that skip, dates that cannot be, passages copied from earlier reports,
figures that disagree with the records they were taken from. Precision comes first: what may be meant otherwise is
not reported.
"""

from bihuan.documents.checking.checker import check, check_text
from bihuan.documents.checking.model import Claim, Earlier, Finding, Kind, Known, Place, Report

__all__ = ["Claim", "Earlier", "Finding", "Kind", "Known", "Place", "Report", "check", "check_text"]
