"""Addresses that stand above every language, because the web's conventions fix them."""

from django.urls import path

from comity.web.public import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
]
