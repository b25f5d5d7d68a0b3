"""Pages of people: who gets in, what they show, and that writing needs a POST."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from bihuan.audit.models import Event
from bihuan.jobs.models import Job
from bihuan.people.backends import ALLOWED_FAILURES
from bihuan.people.models import Grant, Person, Unit
from bihuan.people.services import set_initial_password
from bihuan.people.tree import settle
from tests.people.test_imports import HEAD, PEOPLE, workbook
from tests.world import PASSWORD, plant

pytestmark = pytest.mark.django_db
SIGN_IN, PASSWORD_PAGE = "/sign-in/", "/me/password/"


@pytest.fixture(autouse=True)
def home(settings):
    """The first page and the frame belong to later stages; here one's own page and an empty frame stand for them."""
    settings.LOGIN_REDIRECT_URL = "people:me"
    settings.BIHUAN_CHROME = ""


@pytest.fixture
def as_(client):
    """Sign somebody in and return his browser."""

    def signed_in(person: Person):
        client.force_login(person)
        return client

    return signed_in


def text(response) -> str:
    return response.content.decode()


# ---------------------------------------------------------------- the door


def test_signing_in_leads_on_and_is_recorded(client, world):
    answer = client.post(SIGN_IN, {"username": world.clerk.username, "password": PASSWORD, "next": "/units/"})
    assert (answer.status_code, answer["Location"]) == (302, "/units/")
    assert Event.objects.get(kind="people.signed_in").actor_id == world.clerk.pk


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_never_leads_off_the_site(client, world, elsewhere):
    answer = client.post(SIGN_IN, {"username": world.clerk.username, "password": PASSWORD, "next": elsewhere})
    assert "evil" not in answer["Location"]
    assert not answer["Location"].startswith("javascript")


def test_every_failure_reads_the_same(client, world):
    """Neither the sentence nor the status tells whether an account exists, is closed or locked."""
    Person.objects.filter(pk=world.head.pk).update(is_active=False)
    for _try in range(ALLOWED_FAILURES):
        client.post(SIGN_IN, {"username": world.liaison.username, "password": "wrong"})
    pages = []
    for name, password in (
        ("nobody", "x"),
        (world.clerk.username, "wrong"),
        (world.head.username, PASSWORD),
        (world.liaison.username, PASSWORD),
    ):
        answer = client.post(SIGN_IN, {"username": name, "password": password})
        assert answer.status_code == 422
        pages.append("".join(str(error) for error in answer.context["form"].non_field_errors()))
    assert len(set(pages)) == 1


def test_signing_out_needs_a_post(as_, world):
    browser = as_(world.clerk)
    assert browser.get("/sign-out/").status_code == 405
    assert browser.post("/sign-out/")["Location"] == SIGN_IN
    assert browser.get("/me/").status_code == 302


def test_an_initial_password_opens_nothing_but_the_change(client, world):
    password = set_initial_password(world.clerk, by=world.system_admin)
    answer = client.post(SIGN_IN, {"username": world.clerk.username, "password": password}, follow=True)
    assert answer.redirect_chain[-1][0] == PASSWORD_PAGE
    assert client.get("/units/")["Location"] == PASSWORD_PAGE
    new = "a new and long sentence"
    assert client.post(PASSWORD_PAGE, {"old": password, "new": new, "again": new}).status_code == 302
    assert client.get("/units/").status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("wrong", "a new and long sentence", "a new and long sentence", "old"),
        (PASSWORD, "short", "short", "new"),
        (PASSWORD, "a new and long sentence", "another one altogether", "again"),
        (PASSWORD, PASSWORD, PASSWORD, "new"),
    ],
)
def test_a_faulty_change_of_password_says_so_at_the_field(as_, world, old, new, again, field):
    answer = as_(world.clerk).post(PASSWORD_PAGE, {"old": old, "new": new, "again": again})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_the_language_stays_with_the_person_and_in_the_cookie(as_, world, settings):
    browser = as_(world.clerk)
    answer = browser.post("/language/", {"language": "en", "next": "/me/"})
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert Person.objects.get(pk=world.clerk.pk).language == "en"
    assert 'lang="en"' in text(browser.get("/me/"))
    browser.post("/language/", {"language": "tlh"})
    assert Person.objects.get(pk=world.clerk.pk).language == "en"


# ---------------------------------------------------------------- who gets in

ACCOUNT_PAGES = ("people:people",)
SYSTEM_PAGES = ("people:new-person", "people:new-unit", "people:import-units", "people:import-people")


def test_pages_of_accounts_exist_for_their_administrators_only(as_, world):
    for name, person in world.people.items():
        browser = as_(person)
        for page in ACCOUNT_PAGES:
            expected = 200 if name in {"system_admin", "security_admin"} else 404
            assert browser.get(reverse(page)).status_code == expected, (name, page)
        for page in SYSTEM_PAGES:
            assert browser.get(reverse(page)).status_code == (200 if name == "system_admin" else 404), (name, page)
        assert browser.get(reverse("people:record")).status_code == (200 if name == "audit_admin" else 404), name


def test_a_stranger_finds_no_unit_of_ours(as_, world):
    browser = as_(world.stranger)
    for page in ("people:unit", "people:children"):
        assert browser.get(reverse(page, args=[world.finance.pk])).status_code == 404
    assert "计财科" not in text(browser.get("/units/?q=计财"))
    assert "计财科" not in text(browser.get("/units/options/?over=计财"))


def test_writing_needs_a_post(as_, world):
    browser = as_(world.system_admin)
    for page, pk in (
        ("people:close-unit", world.finance.pk),
        ("people:open-unit", world.finance.pk),
        ("people:close-person", world.clerk.pk),
        ("people:open-person", world.clerk.pk),
        ("people:initial-password", world.clerk.pk),
    ):
        assert browser.get(reverse(page, args=[pk])).status_code == 405


# ---------------------------------------------------------------- units


def test_the_tree_opens_level_by_level(as_, world):
    browser = as_(world.system_admin)
    assert "计财科" not in text(browser.get("/units/"))
    fragment = text(browser.get(reverse("people:children", args=[world.district.pk])))
    assert "计财科" in fragment
    assert "中心小学" not in fragment
    assert "<html" not in fragment


def test_a_long_row_of_siblings_goes_on(as_, world, django_assert_max_num_queries):
    Unit.objects.bulk_create(
        Unit(name=f"校{n}", parent=world.fifth_zone, level=3, position=n, path="", u1=1) for n in range(130)
    )
    settle(3)
    browser = as_(world.system_admin)
    address = reverse("people:children", args=[world.fifth_zone.pk])
    with django_assert_max_num_queries(8):
        first = text(browser.get(address))
    assert first.count("/change/") == 0
    assert "?from=100" in first
    assert "校129" in text(browser.get(f"{address}?from=100"))


def test_searching_finds_by_name_and_code(as_, world):
    Unit.objects.filter(pk=world.school.pk).update(code="501")
    browser = as_(world.zone_liaison)
    for words in ("小学", "50"):
        assert "第五学区 / 中心小学" in text(browser.get("/units/", {"q": words}))
    assert "中心小学" not in text(browser.get("/units/", {"q": "没有"}))


def test_the_page_of_a_unit_shows_why_others_may_not(as_, world):
    page = text(as_(world.zone_liaison).get(reverse("people:unit", args=[world.fifth_zone.pk])))
    assert "aria-disabled" in page
    assert "中心小学" in page


def test_moving_by_form(as_, world):
    browser = as_(world.system_admin)
    address = reverse("people:move-unit", args=[world.school.pk])
    assert "第五学区" in text(browser.get(address))
    refused = browser.post(address, {"to": "学区"})
    assert refused.status_code == 422
    assert browser.post(address, {"to": "区教委 / 第三学区"}).status_code == 302
    assert Unit.objects.get(pk=world.school.pk).parent == world.third_zone
    inside = browser.post(reverse("people:move-unit", args=[world.third_zone.pk]), {"to": "中心小学"})
    assert inside.status_code == 422
    assert inside.context["form"].non_field_errors()


def test_a_name_that_two_units_bear_is_asked_back(as_, world):
    plant("中心小学", under=world.third_zone)
    answer = as_(world.system_admin).post(reverse("people:move-unit", args=[world.aid_centre.pk]), {"to": "中心小学"})
    assert answer.status_code == 422
    assert "第三学区 / 中心小学" in text(answer)


def test_units_and_posts_by_form(as_, world):
    browser = as_(world.system_admin)
    made = browser.post(
        f"/units/new/?under={world.fifth_zone.pk}", {"name": "新校", "short_name": "", "code": "", "kind": "school"}
    )
    unit = Unit.objects.get(name="新校")
    assert made["Location"] == reverse("people:unit", args=[unit.pk])
    browser.post(reverse("people:change-unit", args=[unit.pk]), {"name": "新校二", "kind": "school"})
    browser.post(reverse("people:close-unit", args=[unit.pk]))
    unit.refresh_from_db()
    assert (unit.name, unit.active) == ("新校二", False)
    browser.post(reverse("people:new-post", args=[world.finance.pk]), {"title": "科长", "holder": world.head.pk})
    assert "科长" in text(browser.get(reverse("people:unit", args=[world.finance.pk])))


def test_a_refused_button_answers_with_the_sentences(as_, world):
    answer = as_(world.system_admin).post(reverse("people:close-unit", args=[world.fifth_zone.pk]))
    assert answer.status_code == 409
    assert "第五学区" in text(answer)


# ---------------------------------------------------------------- accounts and roles


def test_an_account_from_opening_to_initial_password(as_, world):
    browser = as_(world.system_admin)
    made = browser.post("/people/new/", {"username": "kjk.1", "title": "科技科科长", "unit": "计财科", "phone": ""})
    person = Person.objects.get(username="kjk.1")
    assert made["Location"] == reverse("people:person", args=[person.pk])
    page = browser.post(reverse("people:initial-password", args=[person.pk]))
    assert page.headers["Cache-Control"].find("no-store") >= 0
    password = page.context["password"]
    assert password in text(page)
    assert Person.objects.get(pk=person.pk).check_password(password)


def test_roles_by_form(as_, world):
    browser = as_(world.security_admin)
    address = reverse("people:grant-role", args=[world.clerk.pk])
    assert browser.post(address, {"role": "liaison", "over": "计财科", "scope": "below"}).status_code == 302
    grant = Grant.objects.get(person=world.clerk)
    browser.post(reverse("people:end-grant", args=[grant.pk]))
    assert not Grant.objects.current().filter(person=world.clerk).exists()
    refused = browser.post(
        reverse("people:grant-role", args=[world.audit_admin.pk]),
        {"role": "office", "over": "区教委", "scope": "below"},
    )
    assert refused.status_code == 422
    assert "审计管理员" in text(refused)


def test_the_page_of_an_account_for_both_administrators(as_, world):
    for viewer in (world.system_admin, world.security_admin):
        page = as_(viewer).get(reverse("people:person", args=[world.liaison.pk]))
        assert page.status_code == 200
        assert "aria-disabled" in text(page)


def test_the_list_of_accounts_does_not_grow_in_queries(as_, world):
    browser = as_(world.system_admin)
    with CaptureQueriesContext(connection) as few:
        browser.get("/people/?q=督导")
    with CaptureQueriesContext(connection) as many:
        browser.get("/people/")
    assert len(many) <= len(few) <= 12


# ---------------------------------------------------------------- spreadsheets


def upload(content: io.BytesIO, name: str = "名册.xlsx") -> io.BytesIO:
    content.name = name
    return content


def test_units_from_a_spreadsheet_in_two_steps(as_, world):
    browser = as_(world.system_admin)
    rows = workbook(HEAD, ("东风小学", "第五学区", "601", "小学"))
    report = browser.post("/units/import/", {"file": upload(rows), "below": ""})
    assert report.status_code == 200
    assert not Unit.objects.filter(name="东风小学").exists()
    digest = report.context["stored"].sha256
    assert browser.post("/units/import/confirmed/", {"digest": digest})["Location"] == "/units/"
    assert Unit.objects.get(name="东风小学").parent == world.fifth_zone


def test_faults_of_a_spreadsheet_stand_with_their_cells_and_stop_the_import(as_, world):
    browser = as_(world.system_admin)
    report = browser.post("/units/import/", {"file": upload(workbook(HEAD, ("甲校", "没有", "", "")))})
    assert report.status_code == 422
    assert "B2" in text(report)
    again = browser.post("/units/import/confirmed/", {"digest": report.context["stored"].sha256})
    assert again.status_code == 422
    assert not Unit.objects.filter(name="甲校").exists()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 no sheet", b"\x00\x01\x02"])
def test_a_file_that_is_no_spreadsheet_is_said_at_the_field(as_, world, content):
    answer = as_(world.system_admin).post("/units/import/", {"file": upload(io.BytesIO(content))})
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors


def test_accounts_from_a_spreadsheet_answer_with_their_passwords_once(as_, world):
    browser = as_(world.system_admin)
    rows = workbook(PEOPLE, ("new.head", "=1+1", "计财科", "", "科长"))
    digest = browser.post("/people/import/", {"file": upload(rows)}).context["stored"].sha256
    sheet = browser.post("/people/import/confirmed/", {"digest": digest})
    assert sheet["Content-Type"].endswith("spreadsheetml.sheet")
    assert "no-store" in sheet["Cache-Control"]
    _head, (_unit, title, username, password) = (
        CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    )
    assert (title, username) == ("=1+1", "new.head")
    assert Person.objects.get(username="new.head").check_password(password)
    again = browser.post("/people/import/confirmed/", {"digest": digest})
    assert not again.context["plan"].drafts


# ---------------------------------------------------------------- the record


def test_the_record_lists_facts_and_is_checked_in_the_background(as_, world):
    set_initial_password(world.clerk, by=world.system_admin)
    browser = as_(world.audit_admin)
    assert "people.initial_password_set" in text(browser.get("/record/"))
    assert "people.initial_password_set" in text(browser.get("/record/", {"kind": "people.initial_password_set"}))
    browser.post("/record/verify/")
    job = Job.objects.get(kind="people.record_check")
    assert job.created_by == world.audit_admin.pk
