"""Which tone, and so which shape, stands for a state. Colour never speaks alone: a badge has shape and word."""

TONES = {
    "quiet": "planned draft withdrawn requested pledged pipeline archived closed expired superseded not-started",
    "moving": (
        "under-way endorsed submitted acknowledged admissible assessing open planning in_delivery cleared proposed "
        "consultation active implementation finalisation committed started in-progress"
    ),
    "waiting": "returned unmet on_hold suspended under_consideration pending given_with_conditions cannot-start",
    "done": (
        "agreed completed accepted accepted_in_part accepted_by_state accepted_by_provider given delivered "
        "covered done paid published"
    ),
    "stopped": "E dropped declined terminated refused cancelled rejected",
    "full": "A supported",
    "half": "B partly partly_covered offered",
    "ring": "C noted",
}
_TONE = {status: tone for tone, statuses in TONES.items() for status in statuses.split()}


def tone_of(status: str) -> str:
    """The tone of a state's code; quiet where the code is unknown."""
    return _TONE.get(status, "quiet")
