"""What a United Nations document symbol says: the document itself and the State it is about.

Patterns: ``A/HRC/{session}/{n}[/Add.k]``, ``A/HRC/WG.6/{session}/{ISO3}/{n}``, ``{body}/C/{ISO3}/CO/{n}``,
``E/C.12/{ISO3}/CO/{n}``, ``CRC/C/OPAC/{ISO3}/CO/{n}``, ``CAT/OP/{ISO3}/{n}``.
"""

import re
from functools import lru_cache

from comity.reference.names import is_state, state_code

SYMBOL = re.compile(r"\b[A-Z]+(?:/[A-Za-z0-9.\-]+){2,}")
ADDENDUM = re.compile(r"/(?:Add|Corr|Rev)\.\d+$")
SEGMENT = re.compile(r"(?<=/)[A-Z]{3}(?=/|$|\.)")
NOT_STATES = frozenset({"OPA", "OPS", "CRC", "HRC", "RES", "CAT", "CMW", "CED", "SPT", "REV", "ADD"})
FORMER = {"UNK": "XKX", "SCG": "SRB", "YUG": "SRB", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS"}  # seen in old symbols


@lru_cache(maxsize=8192)
def state_of(symbol: str) -> str | None:
    """Alpha-3 code of the State named in ``symbol``, None where it names none: "CEDAW/C/IRQ/CO/8" gives IRQ."""
    for segment in SEGMENT.findall(symbol.upper()):
        if segment not in NOT_STATES:
            code = FORMER.get(segment) or state_code(segment)
            if code and (is_state(code) or segment in FORMER):
                return code
    return None


def first_symbol(text: str) -> str:
    """The first document symbol in ``text``, "" if there is none; "Para.3" after a dash is not part of it."""
    found = SYMBOL.search(text)
    return found.group().rstrip(".-") if found else ""


def report_of(symbol: str) -> str:
    """The report that an addendum, corrigendum or revision belongs to: "A/HRC/28/15/Add.1" gives "A/HRC/28/15"."""
    return ADDENDUM.sub("", symbol)
