"""Builds src/comity/reference/data/*.json from ../shared/data and from the facts kept beside this script.

    .venv/bin/python tools/build_reference_data.py [states …]

Not part of the product: users receive the files. Running it again gives the same files.
"""

import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

MODULES = ("states", "aliases", "bodies", "themes", "sdg", "lists", "treaties", "sessions")


def main(wanted: list[str]) -> None:
    for name in wanted or MODULES:
        importlib.import_module(f"reference_data.{name}").build()


if __name__ == "__main__":
    main(sys.argv[1:])
