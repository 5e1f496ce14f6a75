"""Addresses of people and organisations. The mail of an invitation points to ``/invitation/…``."""

from django.urls import path

from comity.web.people import account, invitation, managing, organisations

urlpatterns = [
    path("desk/account", account.show, name="my-account"),
    path("desk/organisation", organisations.own, name="organisation"),
    path("organisations/<slug:code>/", organisations.show, name="organisation"),
    path("organisations/<slug:code>/invite", managing.invite, name="invite"),
    path("desk/invitations/<int:pk>/cancel", managing.cancel, name="invitation-cancel"),
    path("desk/memberships/<int:pk>/end", managing.end, name="membership-end"),
    path("invitation/<str:token>", invitation.accept, name="invitation"),
    path("desk/organisations", organisations.index, name="organisations"),
    path("desk/organisations/new", organisations.new, name="organisation-new"),
    path("desk/organisations/<slug:code>/edit", organisations.edit, name="organisation-edit"),
    path("desk/users", managing.users, name="users"),
]
