"""Counts how rare each term is in recommendations at large, for ``commitments/clustering/data/weights.json``.

Usage: python -m tools.term_weights recommendations.csv.gz — UPR Info's export. Only numbers are kept, no text. Run it
again after the vocabulary changed.
"""

import csv
import gzip
import json
import math
import sys
from collections import Counter
from pathlib import Path

from comity.commitments.clustering.reading import read

WHERE = Path(__file__).parents[1] / "src/comity/commitments/clustering/data/weights.json"
OFTEN_ENOUGH = 5
SOURCE = "Counted in UPR Info's recommendations of sessions 1 to 20"


def main() -> None:
    terms: Counter[str] = Counter()
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        texts = {row["Text"] for row in csv.DictReader(file)}
    for text in texts:
        terms.update(read(text).terms.keys())
    weights = {
        term: round(math.log(len(texts) / count), 2) for term, count in sorted(terms.items()) if count >= OFTEN_ENOUGH
    }
    WHERE.write_text(
        json.dumps({"source": SOURCE, "texts": len(texts), "weights": weights}, ensure_ascii=False, indent=0) + "\n",
        encoding="utf-8",
    )
    print(f"{len(weights)} terms in {len(texts)} texts.")


if __name__ == "__main__":
    main()
