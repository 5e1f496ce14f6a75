"""One recommendation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from comity.commitments.models import Recommendation


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Recommendation.objects.visible_to(request.user), pk=pk)
    return render(request, "commitments/recommendation.html", {"recommendation": found})
