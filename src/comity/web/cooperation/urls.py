"""Addresses of offers, pairings and plans. Notices point to ``/desk/offers/…/`` and ``/desk/plans/…/``."""

from django.urls import path

from comity.web.cooperation import (
    acceptance,
    agreement,
    closure,
    components,
    offers,
    pairings,
    plans,
    progress,
    publication,
)

urlpatterns = [
    path("desk/offers", offers.index, name="offers"),
    path("desk/requests/<int:pk>/offers/new", offers.new, name="offer-new"),
    path("desk/offers/<int:pk>/", offers.show, name="offer"),
    path("desk/offers/<int:pk>/edit", offers.edit, name="offer-edit"),
    path("desk/offers/<int:pk>/accept", acceptance.accept, name="offer-accept"),
    path("desk/offers/<int:pk>/acts/<slug:name>", offers.act, name="offer-act"),
    path("desk/pairings", pairings.index, name="pairings"),
    path("desk/requests/<int:pk>/plan/new", plans.begin, name="plan-new"),
    path("desk/plans", plans.index, name="plans"),
    path("desk/plans/<int:pk>/", plans.show, name="plan"),
    path("desk/plans/<int:pk>/edit", plans.edit, name="plan-edit"),
    path("desk/plans/<int:pk>/accept", agreement.accept, name="plan-accept"),
    path("desk/plans/<int:pk>/acts/<slug:name>", plans.act, name="plan-act"),
    path("desk/plans/<int:pk>/close", closure.close, name="plan-close"),
    path("desk/plans/<int:pk>/components/<slug:code>/edit", components.edit, name="component-edit"),
    path("desk/plans/<int:pk>/progress/new", progress.new, name="progress-new"),
    path("desk/plans/<int:pk>/publication", publication.publish, name="plan-publication"),
    path("desk/plans/<int:pk>/versions/<int:number>", agreement.version, name="plan-version"),
    path("desk/plans/<int:pk>/view", closure.view, name="closure-view"),
    path("desk/components/<int:pk>/acts/<slug:name>", components.act, name="component-act"),
]
