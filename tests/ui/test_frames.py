"""The frames: empty without a provider, computed only when drawn, refusals in words, a strict browser policy."""

import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from bihuan.common.workflow import Refused, Stale
from bihuan.people.models import Unit
from bihuan.ui import bundle, chrome
from bihuan.ui.context import chrome as chrome_of
from bihuan.ui.middleware import POLICY

calls: list[str] = []


def frame(request):
    calls.append(request.path)
    return chrome.Chrome(
        campaign="校园安全", stages=(chrome.NavItem("台账", "/issues/", mark="改", count=52, current=True),)
    )


def refuse(_request):
    raise Refused(["督导二组还没有现场核查。"])


def late(_request):
    raise Stale(Unit(pk=17, name="计财科"))


def news(row):
    return [f"{row}刚刚停用。"]


urlpatterns = [
    path("refuse/", refuse),
    path("late/", late),
    path("fine/", lambda _request: HttpResponse("ok")),
    path("", include("bihuan.ui.urls")),
]

alone = override_settings(
    ROOT_URLCONF=__name__,
    BIHUAN_CHROME=f"{__name__}.frame",
    BIHUAN_LATE=f"{__name__}.news",
    MIDDLEWARE=[
        "bihuan.ui.middleware.ContentSecurity",
        "django.contrib.messages.middleware.MessageMiddleware",
        "bihuan.ui.middleware.Refusals",
    ],
    MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
)


def test_without_a_provider_the_frame_is_empty():
    with override_settings(BIHUAN_CHROME=""):
        assert chrome.load(RequestFactory().get("/")) == chrome.Chrome()


def test_a_provider_that_is_not_installed_leaves_the_frame_empty():
    with override_settings(BIHUAN_CHROME="bihuan.nowhere.chrome"):
        assert chrome.load(RequestFactory().get("/")) == chrome.Chrome()


def test_the_frame_is_computed_only_when_it_is_drawn():
    calls.clear()
    with alone:
        context = chrome_of(RequestFactory().get("/here/"))
        assert calls == []
        assert str(context["chrome"].campaign) == "校园安全"
        assert calls == ["/here/"]


def test_the_sidebar_marks_where_you_are():
    with alone:
        html = render_to_string("ui/base.html", {}, RequestFactory().get("/"))
    current = re.search(r'<a href="/issues/"[^>]*aria-current="page">.*?</a>', html, re.DOTALL)
    assert current
    assert "52" in current.group()


@alone
def test_a_refusal_is_a_page_with_its_sentences():
    response = Client().get("/refuse/")
    assert response.status_code == 409
    assert "督导二组还没有现场核查。" in response.content.decode()


@alone
@pytest.mark.parametrize(
    ("came_from", "back"),
    [("http://testserver/issues/17/", "http://testserver/issues/17/"), ("https://elsewhere.example/", "/"), ("", "/")],
)
def test_a_refusal_leads_back_but_never_to_another_site(came_from, back):
    html = Client().get("/refuse/", headers={"Referer": came_from}).content.decode()
    assert f'<a class="bh-btn" href="{back}">' in html


@alone
def test_htmx_gets_a_refusal_as_a_fragment_for_its_place():
    response = Client().get("/refuse/", headers={"HX-Request": "true"})
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#refusal"
    assert "<!doctype" not in response.content.decode()
    assert "督导二组还没有现场核查。" in response.content.decode()


@alone
def test_who_came_late_is_told_so():
    response = Client().get("/late/")
    assert response.status_code == 409
    assert "计财科刚刚停用。" in response.content.decode()


@alone
@pytest.mark.parametrize("url", ["/fine/", "/refuse/", "/nothing/"])
def test_every_answer_carries_the_policy(url):
    response = Client().get(url)
    assert response["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "409", "500"])
def test_error_pages_draw_no_frame_and_ask_nobody(name):
    calls.clear()
    with alone:
        html = render_to_string(f"{name}.html", {}, RequestFactory().get("/"))
    assert "<h1>" in html
    assert calls == []


@alone
def test_the_sample_is_closed_outside_development():
    assert Client().get("/look/").status_code == 404
    assert Client().get("/look/refused/").status_code == 404


@alone
@override_settings(DEBUG=True)
@pytest.mark.parametrize(
    "name", ["", "issue/", "list/", "preview/", "desk/", "question/", "receipt/", "wall/", "sign-in/"]
)
def test_every_sample_renders(name):
    assert Client().get(f"/look/{name}").status_code == 200


TEMPLATES = sorted((Path(bundle.__file__).parent / "templates").rglob("*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.stem)
def test_templates_hold_no_inline_style_script_or_handler(template):
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script", text)
    assert len(text.splitlines()) <= 120


def test_without_a_build_the_page_stays_plain(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(bundle, "MANIFEST", tmp_path / "manifest.json")
    assert bundle.assets("app") == ([], "")
    assert "npm run build" in caplog.text


def test_sheets_of_shared_chunks_come_first(tmp_path, monkeypatch):
    manifest = tmp_path / "manifest.json"
    manifest.write_text(
        '{"src/bihuan/ui/frontend/app.js": {"file": "app-1.js", "css": ["app-1.css"], "imports": ["_s.js"]},'
        ' "_s.js": {"file": "s-1.js", "css": ["s-1.css"]}}'
    )
    monkeypatch.setattr(bundle, "MANIFEST", manifest)
    assert bundle.assets("app") == (["dist/s-1.css", "dist/app-1.css"], "dist/app-1.js")
