"""Which tone, and so which shape, stands for a state. Colour never speaks alone: a badge has shape and word."""

TONES = {
    "quiet": "draft withdrawn requested pledged pipeline archived closed expired superseded not-started",
    "moving": (
        "endorsed submitted acknowledged admissible assessing open planning in_delivery cleared proposed "
        "consultation active implementation finalisation committed started in-progress"
    ),
    "waiting": "returned unmet on_hold suspended under_consideration pending given_with_conditions cannot-start",
    "done": (
        "agreed completed accepted accepted_in_part accepted_by_state accepted_by_provider given delivered "
        "covered done paid published"
    ),
    "stopped": "declined terminated refused cancelled rejected",
    "full": "supported",
    "half": "partly partly_covered offered",
    "ring": "noted",
}
_TONE = {status: tone for tone, statuses in TONES.items() for status in statuses.split()}


def tone_of(status: str) -> str:
    """The tone of a state's code; quiet where the code is unknown."""
    return _TONE.get(status, "quiet")
