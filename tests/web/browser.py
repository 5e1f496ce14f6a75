"""One signed-in person's browser for tests of pages: addresses by name, nothing hidden behind a mock."""

from django.test import Client
from django.urls import reverse


class Browser:
    def __init__(self, user=None):
        self.client = Client()
        if user is not None:
            self.client.force_login(user)

    def get(self, name, *args, **query):
        return self.client.get(reverse(name, args=args), query)

    def post(self, name, *args, follow=False, **data):
        return self.client.post(reverse(name, args=args), data, follow=follow)

    def text(self, name, *args, **query):
        """The page's HTML; fails where the page does not answer with 200."""
        response = self.get(name, *args, **query)
        assert response.status_code == 200, (name, response.status_code)
        return response.content.decode()
