"""The explorer: list, counts, chips and exports agree, with and without JavaScript."""

import csv
import json
import re
from html import unescape
from io import BytesIO, StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from comity.web.commitments import exports
from tests.commitments.drafts import draft, take, varied

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    take(varied())


def page(client, query="", **extra):
    return client.get(reverse("recommendations") + query, **extra).content.decode()


def listed(html):
    return [int(number) for number in re.findall(r'class="said" href="/en/recommendations/(\d+)"', html)]


def exported(client, query):
    response = client.get(reverse("recommendations") + query)
    return b"".join(response.streaming_content)


@pytest.mark.usefixtures("register")
def test_the_list_shows_each_text_in_its_own_language(client):
    html = page(client)
    assert "8 texts" in html
    assert '<p lang="ar" dir="auto">' in html
    assert "保障儿童受教育的权利" in html
    assert "Voluntary pledge" in html


@pytest.mark.usefixtures("register")
def test_facets_narrow_and_the_chips_take_them_off_again(client):
    html = page(client, "?q=education&state=Norvège&position=supported")
    assert "1 text<" in html
    chips = re.findall(r'<li><a href="(\?[^"]*)"><span class="hidden">Remove', html)
    assert len(chips) == 3
    for chip in chips:
        kept = parse_qs(urlsplit(chip.replace("&amp;", "&")).query)
        assert len(kept) == 2
    assert "Norway" in html


@pytest.mark.usefixtures("register")
def test_each_count_of_a_facet_is_the_length_of_the_list_it_opens(client):
    html = page(client)
    options = re.findall(r'name="(\w+)" value="([^"]+)" autocomplete.*?<b>(\d+)</b>', html, re.DOTALL)
    assert len(options) > 10
    for name, value, count in options:
        found = client.get(reverse("recommendations"), {name: unescape(value)}).content.decode()
        assert len(listed(found)) == int(count), (name, value)


@pytest.mark.usefixtures("register")
def test_what_cannot_be_understood_is_ignored_and_named(client):
    html = page(client, "?theme=no-such-theme&sort=price&page=x&all=%00&year=soon")
    assert html.count('class="notice care"') == 3
    assert "8 texts" in html


@pytest.mark.parametrize(
    "words", ["*", "!@#", "AND", '"', "a-b", "%00", "'; drop table", "💥", "القانون", "教", "x" * 500]
)
@pytest.mark.usefixtures("register")
def test_any_words_get_an_answer(client, words):
    assert client.get(reverse("recommendations"), {"q": words}).status_code == 200


@pytest.mark.usefixtures("register")
def test_nothing_found_says_what_to_do(client):
    html = page(client, "?state=NOR&theme=right-to-education&position=noted")
    assert "Nothing matches." in html
    assert "Remove a filter" in html


def test_an_empty_register_is_not_an_error(client):
    assert "Nothing matches." in page(client)


def test_pages_hold_twenty_and_the_last_is_the_last(client):
    take([draft(row) for row in range(1, 48)])
    first, third, beyond = page(client), page(client, "?page=3"), page(client, "?page=99")
    assert len(listed(first)) == 20
    assert len(listed(third)) == 7
    assert listed(beyond) == listed(third)
    assert 'start="41"' in third
    assert not set(listed(first)) & set(listed(third))


@pytest.mark.usefixtures("register")
def test_htmx_gets_the_part_that_changes_and_a_clean_address(client):
    response = client.get(
        reverse("recommendations"), {"q": "", "state": "", "position": "noted"}, headers={"HX-Request": "true"}
    )
    html = response.content.decode()
    assert html.lstrip().startswith('<div id="explorer"')
    assert "<html" not in html
    assert response["HX-Push-Url"] == "/en/recommendations?position=noted"
    assert "HX-Request" in response["Vary"]
    again = client.get(reverse("recommendations"), headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in again.content.decode()


@pytest.mark.parametrize(
    "query", ["", "?state=SVN", "?q=education&sort=oldest", "?kind=pledge", "?state=NOR&position=noted"]
)
@pytest.mark.usefixtures("register")
def test_every_export_is_exactly_the_list(client, query):
    ids = listed(page(client, query))
    glue = "&" if query else "?"
    rows = list(csv.DictReader(StringIO(exported(client, f"{query}{glue}format=csv").decode("utf-8-sig"))))
    assert [int(row["id"]) for row in rows] == ids
    records = json.loads(exported(client, f"{query}{glue}format=json"))
    assert [record["id"] for record in records] == ids
    sheet = CalamineWorkbook.from_filelike(BytesIO(exported(client, f"{query}{glue}format=xlsx"))).get_sheet_by_index(0)
    assert [int(row[0]) for row in sheet.to_python()[1:]] == ids


@pytest.mark.usefixtures("register")
def test_an_export_keeps_imported_values_as_imported(client):
    record = json.loads(exported(client, "?format=json&q=115.1"))[0]
    assert tuple(record) == exports.COLUMNS
    assert record["themes"] == ["Right to education"]
    assert record["position"] == "Supported"
    assert record["recommending_states"] == ["Croatia"]
    assert record["date"] == "2015-03-01"


def test_a_text_that_looks_like_a_formula_is_harmless_in_a_spreadsheet(client):
    take([draft(1, text="=HYPERLINK(1)")])
    row = next(csv.DictReader(StringIO(exported(client, "?format=csv").decode("utf-8-sig"))))
    assert row["text"] == "'=HYPERLINK(1)"


@pytest.mark.usefixtures("register")
def test_a_workbook_that_would_be_too_long_is_refused_in_words(client, monkeypatch):
    monkeypatch.setattr(exports, "MOST_IN_A_WORKBOOK", 3)
    response = client.get(reverse("recommendations"), {"format": "xlsx", "sort": "oldest"})
    assert response.status_code == 413
    html = response.content.decode()
    assert "this list has 8" in html
    assert "?sort=oldest&amp;format=csv" in html


@pytest.mark.usefixtures("register")
def test_the_sheet_of_an_arabic_reader_runs_from_right_to_left(client):
    response = client.get("/ar/recommendations?format=xlsx")
    content = b"".join(response.streaming_content)
    assert CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names


def test_the_number_of_queries_does_not_grow_with_the_list(client):
    take([draft(row) for row in range(1, 4)])
    page(client)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(client)
    take([draft(row) for row in range(4, 30)])
    page(client)
    with CaptureQueriesContext(connection) as many:
        page(client)
    assert len(many) == len(few) <= 6


def test_markup_in_a_text_is_shown_not_run(client):
    take([draft(1, text="<script>alert(1)</script> & more")])
    html = page(client, "?q=%22%3E%3Cscript%3E")
    assert "<script>alert" not in html
    assert '"><script' not in html
