"""The parts of a page, rendered as pages render them."""

import time_machine
from django import forms
from django.template import Context, Template
from django.utils.translation import override

from comity.web.forms import ComityForm, MaxWords


def draw(source, language="en", **context):
    with override(language):
        return Template("{% load i18n comity %}" + source).render(Context(context))


class Needs(ComityForm, forms.Form):
    hints = {"title": "One line."}
    word_limits = {"situation": 3}
    choice_hints = {"audience": {"public": "Everybody."}}
    title = forms.CharField(max_length=20)
    situation = forms.CharField(widget=forms.Textarea, required=False)
    audience = forms.ChoiceField(choices=[("named", "Named"), ("public", "Public")], widget=forms.RadioSelect)
    starts_on = forms.DateField(required=False)
    sure = forms.BooleanField(required=False)


def test_a_field_ties_hint_and_error_to_its_input():
    form = Needs({"situation": "", "audience": "named"})
    html = draw("{% field form.title %}", form=form)
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert "Fill this in: Title." in html
    assert " required" not in html


def test_a_choice_is_a_fieldset_whose_hints_belong_to_its_answers():
    html = draw("{% field form.audience %}", form=Needs())
    assert "<fieldset" in html
    assert "<legend>Audience</legend>" in html
    assert html.count('type="radio"') == 2
    assert 'for="id_audience_1">Public<span class="hint">Everybody.</span>' in html


def test_an_optional_field_says_so():
    assert "(optional)" in draw("{% field form.situation %}", form=Needs())
    assert "(optional)" not in draw("{% field form.title %}", form=Needs())


def test_too_many_words_are_refused_with_a_sentence_that_counts_them():
    form = Needs({"title": "t", "situation": "one two three four", "audience": "named"})
    assert form.errors == {"situation": ["The text is 1 word too long; at most 3 words fit. Shorten it."]}
    assert "At most 3 words." in draw("{% field form.situation %}", form=form)


def test_words_are_counted_in_every_script():
    MaxWords(3)("نظام التعليم الوطني")
    assert draw("{{ text|words }}", text="学校关闭") == "4"
    assert draw("{{ text|words }}", text=None) == "0"


def test_a_wrong_date_gets_a_sentence():
    form = Needs({"title": "t", "audience": "named", "starts_on": "soon"})
    assert form.errors["starts_on"] == ["“Starts on” is not a date. Write it as 2026-12-31."]


def test_a_foreign_answer_gets_a_sentence():
    form = Needs({"title": "t", "audience": "elsewhere"})
    assert form.errors["audience"] == ["Choose one of the answers that are listed: Audience."]


def test_the_summary_links_every_fault_to_its_field():
    form = Needs({})
    html = draw("{% error_summary form sentences %}", form=form, sentences=["Give the reasons."])
    assert "There are 3 things to mend" in html
    assert 'href="#id_title"' in html
    assert 'href="#id_audience_0"' in html
    assert "<li>Give the reasons.</li>" in html


def test_the_summary_is_absent_where_nothing_is_wrong():
    assert draw("{% error_summary form sentences %}", form=Needs(), sentences=[]).strip() == ""


def test_sentences_of_a_refused_act_join_the_form():
    form = Needs({"title": "t", "audience": "named"})
    form.add_sentences(["At least one need must be complete."])
    assert form.non_field_errors() == ["At least one need must be complete."]


def test_a_badge_has_a_shape_and_a_word():
    html = draw('{% badge "declined" "Declined" %}')
    assert "<svg" in html
    assert "Declined" in html
    assert "stopped" in html
    assert "quiet" in draw('{% badge "something-new" "New" %}')


@time_machine.travel("2026-12-04 10:00Z", tick=False)
def test_whose_turn_names_the_duty_holder_and_the_day():
    from datetime import date  # noqa: PLC0415 - time travels only here

    assert "Waiting for: Coordinator" in draw('{% whose_turn "CO" due %}', due=date(2026, 12, 4))
    late = draw("{% whose_turn roles due %}", roles=("SF", "PC"), due=date(2026, 12, 3))
    assert "Waiting for: State focal point or Provider clearer" in late
    assert "the last day was" in late
    assert "overdue" not in late.lower()
    assert "Nobody is waited for." in draw("{% whose_turn roles %}", roles=())


def test_pages_keep_the_query_and_leave_gaps():
    html = draw("{% pages 5 40 query %}", query="q=school&state=SVN")
    assert 'href="?q=school&amp;state=SVN&amp;page=6"' in html
    assert 'href="?q=school&amp;state=SVN"' in html
    assert html.count("…") == 2
    assert 'aria-current="page"' in html
    assert draw("{% pages 1 1 query %}", query="").strip() == ""


def test_a_table_labels_its_cells_and_writes_numbers():
    html = draw(
        "{% data_table caption columns rows %}",
        caption="Themes",
        columns=["Theme", {"label": "Number", "number": True}],
        rows=[["Education", {"text": 19674, "url": "/x"}]],
    )
    assert 'data-label="Number"' in html
    assert '<a href="/x">19,674</a>' in html
    assert '<th scope="row" role="rowheader">Education</th>' in html


def test_a_chart_has_title_description_and_table():
    chart = {
        "id": "c", "title": "By theme", "description": "Bars.", "source": "As imported.", "first": "Theme",
        "series": ["Supported", "Noted"], "rows": [{"label": "Education", "counts": [3, 1], "urls": ["/a", "/b"]}],
    }  # fmt: skip
    html = draw("{% bar_chart chart %}", chart=chart)
    assert '<title id="c-title">By theme</title>' in html
    assert '<desc id="c-text">Bars.</desc>' in html
    assert '<a href="/a">3</a>' in html
    assert "style=" not in html
    assert 'x="25.000%"' in draw("{% bar_chart chart %}", "ar", chart=chart)


def test_missing_is_never_zero():
    assert draw("{{ n|figure }}", n=None) == "no information received"
    assert draw("{{ n|figure }}", n=0) == "0"


def test_what_people_wrote_is_escaped_everywhere():
    risky = "<script>alert(1)</script>"
    rows = [{"label": risky, "value": risky, "prose": True}]
    steps = [{"title": risky, "who": risky, "text": risky}]
    html = draw('{% include "parts/summary.html" %}{% include "parts/timeline.html" %}', rows=rows, steps=steps)
    html += draw(
        "{% badge risky risky %}{% data_table risky columns rows %}", risky=risky, columns=[risky], rows=[[risky]]
    )
    assert "<script>" not in html
