from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from tests import world


@pytest.fixture
def w(db) -> SimpleNamespace:
    return world.build()


class Browser:
    """One signed-in person's browser; addresses by name."""

    def __init__(self, user):
        self.client = Client()
        self.client.force_login(user)

    def get(self, name, *args, **query):
        return self.client.get(reverse(name, args=args), query)

    def post(self, name, *args, follow=False, **data):
        return self.client.post(reverse(name, args=args), data, follow=follow)

    def text(self, name, *args, **query):
        response = self.get(name, *args, **query)
        assert response.status_code == 200, response.status_code
        return response.content.decode()


@pytest.fixture
def browse():
    return Browser
