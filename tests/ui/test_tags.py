"""The tags say in words what they draw, escape what people wrote, and keep to the browser policy."""

from datetime import date

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from bihuan.ui.parts import Duty, Fact, GateLine, PathStep
from bihuan.ui.templatetags.bihuan import undo_url
from bihuan.ui.widgets import RowSelect


def render(text: str, **context: object) -> str:
    with translation.override("en"):
        return engines["django"].from_string(text).render(context)


def test_a_ring_is_hidden_from_readers_because_its_word_stands_beside_it():
    assert 'aria-hidden="true"' in render("{% ring 5 8 %}")


@pytest.mark.parametrize(
    ("tag", "look"),
    [
        ("{% ring 5 8 %}", 'stroke-dasharray="5 3"'),
        ("{% ring 8 8 closed=True %}", "bh-ring-closed"),
        ("{% ring 0 8 broken=True %}", "bh-ring-broken"),
    ],
)
def test_a_ring_shows_how_far_it_is(tag, look):
    assert look in render(tag)


@pytest.mark.parametrize("colour", ["red", "yellow", "green", "grey"])
def test_lights_differ_in_shape_and_not_only_in_colour(colour):
    shapes = {render(f"{{% light '{other}' %}}").split(' d="')[1] for other in ("red", "yellow", "green", "grey")}
    assert len(shapes) == 4
    assert f"bh-light-{colour}" in render(f"{{% light '{colour}' %}}")


def test_a_light_in_a_matrix_keeps_its_word_for_readers_who_cannot_see_it():
    html = render("{% light 'green' compact=True %}")
    assert "green" in html
    assert "bh-hidden" in html


def test_a_light_prints_red_and_yellow_even_in_a_matrix():
    assert "bh-hidden" not in render("{% light 'red' compact=True %}")


def test_a_number_is_a_door_to_the_list_it_counts():
    html = render("{% number 52 '/issues/?open=1' 'open issues' %}")
    assert 'href="/issues/?open=1"' in html
    assert 'aria-label="open issues 52"' in html


def test_a_number_without_a_list_is_no_link():
    assert "<a" not in render("{% number 52 %}")


def test_an_unknown_number_is_a_dash_and_not_a_zero():
    assert "—" in render("{% number value %}", value=None)


@pytest.mark.parametrize(("done", "width"), [(0, "0.0"), (143, "50.0"), (286, "100.0"), (300, "100.0")])
def test_a_bar_never_runs_past_its_end(done, width):
    assert f'width="{width}"' in render("{% bar done 286 %}", done=done)


def test_a_bar_without_a_target_is_empty():
    assert 'width="0.0"' in render("{% bar 3 0 %}")


GATE = [
    GateLine("Measures", passed=False, sentence="50 pupils are missing."),
    GateLine("Plan", passed=True, sentence="Approved before work began."),
]


def test_a_gate_counts_what_is_still_open_and_speaks_its_sentence():
    html = render("{% gate 'Gate' lines %}", lines=GATE)
    assert "<b>1</b> is still open" in html
    assert "50 pupils are missing." in html
    assert html.count("bh-gate-failed") == 1


def test_a_gate_that_holds_says_so():
    assert "Every condition holds." in render("{% gate 'Gate' lines %}", lines=GATE[1:])


def test_a_forbidden_button_stays_and_is_described_by_its_sentences():
    html = render("{% action 'Close' '/close' method='post' reasons=reasons %}", reasons=["No visit yet."])
    why = html.split('aria-describedby="')[1].split('"')[0]
    assert 'aria-disabled="true"' in html
    assert f'id="{why}"' in html
    assert "No visit yet." in html
    assert "/close" not in html


def test_two_forbidden_buttons_have_their_own_sentences():
    html = render("{% action 'A' reasons=r %}{% action 'B' reasons=r %}", r=["x"])
    ids = [part.split('"')[0] for part in html.split('id="')[1:]]
    assert len(set(ids)) == 2


def test_a_posting_button_carries_the_token():
    html = render("{% action 'Approve' '/approve' method='post' %}", csrf_token="t0ken")
    assert 'value="t0ken"' in html


def test_words_of_people_are_escaped():
    nasty = "<script>x</script>"
    html = render(
        "{% gate t lines %}{% duties d %}{% timeline f %}{% path s %}{% light 'red' t t %}{% empty t %}{% action t %}",
        t=nasty,
        lines=[GateLine(nasty, passed=False, sentence=nasty, detail=nasty)],
        d=[Duty(nasty, nasty, nasty)],
        f=[Fact(date(2014, 6, 1), nasty)],
        s=[PathStep(nasty, nasty)],
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 10


def test_nothing_drawn_needs_inline_style():
    html = render("{% ring 3 8 %}{% seal %}{% seal False %}{% bar 1 2 %}{% light 'red' %}{% icon 'bell' %}{% mark %}")
    assert "style=" not in html


class Registration(forms.Form):
    title = forms.CharField(label="Title", help_text="In the words of the person")
    remark = forms.CharField(label="Remark", required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "A"), ("b", "B")], widget=RowSelect(hints={"a": ["one", "two"]})
    )


def test_optional_is_written_and_required_is_not_starred():
    form = Registration()
    assert "(optional)" in render("{% field form.remark %}", form=form)
    assert "(optional)" not in render("{% field form.title %}", form=form)


def test_an_error_is_tied_to_its_field_and_the_summary_leads_there():
    form = Registration({"title": "", "kind": "a"})
    html = render("{% error_summary form %}{% field form.title %}", form=form)
    assert 'href="#id_title"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_good_form_has_no_summary():
    assert render("{% error_summary form %}", form=Registration()).strip() == ""


def test_the_summary_of_choices_leads_to_a_place_that_exists():
    form = Registration({"title": "x"})
    html = render("{% error_summary form %}{% field form.kind %}", form=form)
    target = html.split('href="#')[1].split('"')[0]
    assert f'id="{target}"' in html


def test_choices_as_rows_explain_themselves_and_none_is_chosen():
    html = render("{% field form.kind %}", form=Registration())
    assert "one" in html
    assert "two" in html
    assert "checked" not in html


@pytest.mark.parametrize(
    ("tags", "url"), [("undo /a/1/undo/ success", "/a/1/undo/"), ("success", ""), ("", ""), ("undone error", "")]
)
def test_only_an_offer_to_undo_becomes_a_toast(tags, url):
    assert undo_url(tags) == url
