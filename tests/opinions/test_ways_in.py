"""Letters, sheets of paper forms, boards and platforms: every submission comes in once, and says where it came from."""

from email.message import EmailMessage
from io import BytesIO

import pytest
import xlsxwriter
from django.test import Client
from django.urls import reverse
from PIL import Image

from bihuan.campaigns.models import Channel
from bihuan.common.workflow import Refused
from bihuan.files.services import store
from bihuan.opinions import services
from bihuan.opinions.imports.fetching import fetch
from bihuan.opinions.imports.handing import try_out
from bihuan.opinions.imports.sheets import guess
from bihuan.opinions.mailbox import MailboxFault, mailbox_at
from bihuan.opinions.models import HandOver, Opinion, Source
from bihuan.opinions.services.ways import Submission, take_hand_over
from tests.opinions.postbox import Postbox, open_for
from tests.opinions.voices import speak
from tests.world import World


def letter(words: str, *, number: str = "<1@example.org>", **headers: str) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["Message-ID"] = "补助", "学生家长 <parent@example.org>", number
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(words)
    return bytes(message)


@pytest.fixture
def e_mail(world: World) -> Channel:
    return Channel.objects.create(campaign=world.campaign, way="back_to_back", code="e-mail", name="电子邮箱")


def read(box: Postbox, password: str = "letmein") -> int:
    return fetch(mailbox_at(f"imap://office:{password}@127.0.0.1:{box.port}/INBOX?to=spring/e-mail"))


def test_a_letter_becomes_one_voice_however_often_it_is_read(world: World, e_mail: Channel) -> None:
    with open_for(Postbox(letter("寄宿补助还没到卡上。"))) as box:
        box.drop_before_seen = True
        with pytest.raises(MailboxFault):
            read(box)
        box.drop_before_seen = False
        assert read(box) == 0, "its voice was safe before the line dropped"
        assert read(box) == 0
    opinion = Opinion.objects.get()
    assert (opinion.text, opinion.channel, opinion.anonymous) == ("寄宿补助还没到卡上。", e_mail, False)
    assert services.open_contact(opinion, reason="回复", by=world.office) == "学生家长 parent@example.org"
    source = Source.objects.get()
    assert (source.origin, source.outside_number) == ("mail", "")
    assert "example.org" not in source.identity


def test_machines_and_empty_letters_are_no_voices(world: World, e_mail: Channel) -> None:
    empty = b"From: parent@example.org\r\nMessage-ID: <3@x>\r\n\r\n \r\n"
    answer = letter("我在休假。", number="<2@x>", Auto_Submitted="auto-replied")
    with open_for(Postbox(answer, empty)) as box:
        assert read(box) == 0
        assert box.seen == {1}, "an empty letter stays unseen for a person"
    assert not Opinion.objects.exists()


def test_pictures_of_a_letter_are_cleaned_and_what_is_too_long_is_not_cut(world: World, e_mail: Channel) -> None:
    picture = BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "JPEG", exif=_exif())
    message = EmailMessage()
    message["Subject"], message["From"], message["Message-ID"] = "照片", "a@b.c", "<9@x>"
    message.set_content("太长" * 3000)
    message.add_attachment(picture.getvalue(), maintype="image", subtype="jpeg", filename="IMG_20260302.jpg")
    with open_for(Postbox(bytes(message))) as box:
        assert read(box) == 1
    kinds = [one.file.media_type for one in Opinion.objects.get().attachments.order_by("position")]
    assert kinds == ["image/jpeg", "text/plain"]


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "TraceableCamera"
    return exif


def test_a_mailbox_that_refuses_says_so_without_its_password(world: World, e_mail: Channel) -> None:
    with open_for(Postbox()) as box, pytest.raises(MailboxFault) as fault:
        read(box, password="guessed-wrong")
    assert "guessed-wrong" not in str(fault.value)
    with pytest.raises(MailboxFault):
        mailbox_at("https://example.org/")


HEADS = ("工单编号", "诉求内容", "受理时间", "涉及单位", "联系电话", "同类意见数")


def sheet(*rows: tuple[object, ...]) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate((("12345热线移交表",), HEADS, *rows)):
            page.write_row(number, 0, row)
    return stream.getvalue()


ROWS = (
    ("A01", "校门口堵车。", "2026年2月27日", "中心小学", "13800001234", 3),
    ("A02", "食堂价格不公开。", "2027-01-01", "没有这个学校", "", ""),
    ("A02", "食堂价格不公开。", "", "", "", ""),
    ("A03", "", "", "", "", ""),
)


def test_a_dry_run_says_what_becomes_of_every_row(world: World) -> None:
    found = try_out(sheet(*ROWS), name="移交.xlsx", channel=world.mailbox, origin="platform")
    assert [len(part) for part in (found.fresh, found.known, found.wrong)] == [2, 1, 1]
    first, second, *_rest = found.rows
    assert first.said
    assert (first.said["about_unit"], first.said["heads"], first.outside_number) == (world.school, 3, "A01")
    assert "C4" in second.notes[0], "a day that has not come is doubted, with its cell"
    assert not Opinion.objects.exists()


def take(world: World, content: bytes) -> HandOver:
    read_file = try_out(content, name="移交.xlsx", channel=world.mailbox, origin="platform")
    rows = [Submission(row.said, row.outside_number, row.place) for row in read_file.fresh if row.said]
    file = store(content, name="移交.xlsx")
    return take_hand_over(world.mailbox, rows, origin="platform", file=file, rows=len(read_file.rows), by=world.office)


def test_the_same_file_and_the_same_submission_come_in_once(world: World) -> None:
    content = sheet(*ROWS)
    assert take(world, content).taken == 2
    assert take(world, content) == HandOver.objects.get()
    later = take(world, sheet(*ROWS, ("A09", "操场积水。", "", "", "", "")))
    assert (later.taken, later.rows) == (1, 5)
    source = Source.objects.get(outside_number="A01")
    assert source.opinion.heads == 3
    assert source.place.endswith("B3")
    assert Opinion.objects.count() == 3


def test_words_without_a_number_are_known_by_their_likeness(world: World) -> None:
    speak(world, text="校门口堵车！")
    heads = "意见建议,人数\n"
    found = try_out(
        f"{heads}校门口堵车,1\n放学时间太早,1\n".encode(), name="x.csv", channel=world.mailbox, origin="paper"
    )
    assert [row.known_as for row in found.rows] == ["A-0001", ""]
    again = try_out("意见\n甲乙丙\n".encode("gb18030"), name="x.csv", channel=world.mailbox, origin="paper")
    assert again.rows[0].words == "甲乙丙"


def test_a_person_corrects_what_a_column_means(world: World) -> None:
    columns = guess(["内容", "备注"], {"备注": "text", "内容": None})
    assert [one.meaning for one in columns] == [None, "text"]
    with pytest.raises(Refused):
        try_out(b"a,b\n1,2\n", name="x.csv", channel=world.mailbox, origin="paper")


def test_the_page_reads_corrects_and_takes_in(world: World) -> None:
    office = Client()
    office.force_login(world.office)
    upload = BytesIO(sheet(*ROWS))
    upload.name = "移交.xlsx"
    fields = {"origin": "platform", "channel": world.mailbox.pk, "file": upload}
    answer = office.post(reverse("opinions:hand-over", args=["spring"]), fields)
    page = office.get(answer["Location"])
    assert (len(page.context["read"].fresh), page.status_code) == (2, 200)
    left_out = office.get(answer["Location"], {"map": "联系电话|-"})
    assert left_out.context["read"].rows[0].said["contact"] is None
    take_url = reverse("opinions:hand-over-take", args=["spring", page.context["upload"].token])
    office.post(take_url)
    assert Opinion.objects.count() == 2
    assert "移交.xlsx" in office.get(reverse("opinions:ways-in", args=["spring"])).content.decode()
    supervisor = Client()
    supervisor.force_login(world.supervisor)
    assert supervisor.post(take_url).status_code == 409


def test_a_telephone_note_says_where_it_came_from(world: World) -> None:
    office = Client()
    office.force_login(world.office)
    url = reverse("opinions:entry", args=["spring"])
    page = office.get(url, {"by_phone": "1"})
    fields = {**page.context["form"].initial, "channel": world.mailbox.pk, "text": "来电：校门口堵车。", "heads": 1}
    office.post(url, {**fields, "received_on": "2026-03-02", "by_phone": "on"})
    assert Source.objects.get().origin == "phone"
    assert Opinion.objects.get().charges.get().person == world.office, "whoever was asked first answers for it"


def test_a_poster_leads_to_the_form_about_its_unit(world: World) -> None:
    office = Client()
    office.force_login(world.office)
    page = office.get(reverse("opinions:poster", args=["spring", "mailbox"]), {"unit": "中心小学"})
    assert "<svg" in page.content.decode()
    address = page.context["way"].address
    form = Client().get(address.split("testserver", 1)[1])
    assert 'value="第五学区中心小学"' in form.content.decode()
