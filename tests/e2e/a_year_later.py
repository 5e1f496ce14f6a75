"""Serve the same installation with a clock that is a year ahead: ``python -m tests.e2e.a_year_later PORT``."""

import sys
from datetime import UTC, datetime, timedelta

import time_machine
from gunicorn.app.wsgiapp import WSGIApplication

from comity.cli.serving import gunicorn

AHEAD = timedelta(days=366)

if __name__ == "__main__":
    time_machine.travel(datetime.now(UTC) + AHEAD, tick=True).start()
    sys.argv = ["gunicorn", *gunicorn(int(sys.argv[1]), "127.0.0.1", 1)[3:]]
    WSGIApplication("%(prog)s [OPTIONS] [APP_MODULE]").run()
