import json

import pytest

from comity.documents.jsons import BATCH, json_chunks


@pytest.mark.parametrize("number", [0, 1, BATCH - 1, BATCH, BATCH + 1, 3 * BATCH])
def test_the_array_is_valid_at_any_length(number):
    records = [{"id": n, "text": "نص – текст – 文本"} for n in range(number)]
    text = "".join(json_chunks(records))
    assert json.loads(text) == records
    assert "\\u" not in text
