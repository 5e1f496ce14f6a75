"""Numbers in addresses and hidden fields, which anybody can change."""

LONGEST = 15  # digits that every database takes


def number_in(text: str) -> int | None:
    """The whole number that ``text`` writes; None for anything else, however it looks."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST else None
