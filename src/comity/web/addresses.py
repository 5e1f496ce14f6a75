"""Addresses of rooms that an installation may leave out."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def address(name: str, *args: Any) -> str:
    """The address of the page ``name``; empty where this installation has no such room."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
