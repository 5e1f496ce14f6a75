"""Tables, reference data and the demonstration's records, in whatever database the settings name."""

import django

django.setup()

from comity.cli.operations import prepare_database  # noqa: E402 - needs Django
from comity.demo.build import build  # noqa: E402 - the same

if __name__ == "__main__":
    prepare_database()
    build(print)
