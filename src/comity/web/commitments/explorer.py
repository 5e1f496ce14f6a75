"""The explorer of recommendations."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comity.commitments.models import Recommendation

SIZE = 20


@require_safe
def explore(request: HttpRequest) -> HttpResponse:
    found = Recommendation.objects.visible_to(request.user)
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    return render(request, "commitments/explorer.html", {"page": page})
