"""The number of a request. It is given with the step of submission, so that the first notice already names it."""

from django.utils import timezone

from comity.assistance.models import SupportRequest
from comity.kernel.machines import Act
from comity.reference.models import State


def give_code(request: SupportRequest, act: Act) -> None:
    """REQ-{ISO3}-{year}-{n}: n counts the State's submissions of the year; the State's row is locked meanwhile."""
    del act
    State.objects.select_for_update().get(pk=request.state_id)
    start = f"REQ-{request.state_id}-{timezone.localdate().year}-"
    codes = SupportRequest.objects.filter(code__startswith=start).values_list("code", flat=True)
    request.code = f"{start}{max((int(code.rsplit('-', 1)[1]) for code in codes if code), default=0) + 1}"
