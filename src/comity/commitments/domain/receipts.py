"""Receipt codes: what a sender without account holds. The database has only their hash.

The code follows from the number of the form that was sent and the installation's secret, so that the same form sent
twice over a bad line gives the same receipt and one submission (rule R20).
"""

import hashlib
from base64 import b32encode

from django.utils.crypto import salted_hmac

LETTERS, GROUP = 20, 4  # 100 bits


def code_for(form_number: str) -> str:
    """The code of the form with this number, in groups of four letters and digits."""
    letters = b32encode(salted_hmac("comity.receipt", form_number, algorithm="sha256").digest()).decode()[:LETTERS]
    return "-".join(letters[place : place + GROUP] for place in range(0, LETTERS, GROUP))


def plain(code: str) -> str:
    """The code as somebody may type it: without spaces and hyphens, 0 and 1 read as the letters they look like."""
    kept = "".join(sign for sign in code.upper() if sign.isalnum())
    return kept.replace("0", "O").replace("1", "I").replace("8", "B")


def hash_of(code: str) -> str:
    return hashlib.sha256(plain(code).encode()).hexdigest()
