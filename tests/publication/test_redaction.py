"""Numbers that name a person never get out, however they are written; other numbers stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.publication.redaction import MASK, Kind, redact

ID = "500222198503071234"
PHONE = "13896541230"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"身份证{ID}", Kind.IDENTITY),
        ("身份证50022219850307123X。", Kind.IDENTITY),
        ("身份证50022219850307123x", Kind.IDENTITY),
        ("旧证号500222850307123", Kind.IDENTITY),
        (f"请打{PHONE}", Kind.PHONE),
        ("请打138 9654 1230", Kind.PHONE),
        ("请打138-9654-1230", Kind.PHONE),
        ("请打１３８９６５４１２３０", Kind.PHONE),
        ("请打+8613896541230", Kind.PHONE),
        ("座机023-48662233", Kind.PHONE),
        ("联系电话：48662233", Kind.PHONE),
        ("卡号6222 0200 1234 5678 901", Kind.CARD),
        ("卡号6222020012345678", Kind.CARD),
        ("车牌渝B·12345", Kind.PLATE),
        ("车牌渝AD12345", Kind.PLATE),
        ("邮箱zhang.san@example.cn", Kind.ACCOUNT),
        ("微信号 wx_zhang01", Kind.ACCOUNT),
    ],
)
def test_what_names_a_person_is_masked(text: str, kind: Kind) -> None:
    found = redact(text)
    assert found.masked == (kind,)
    assert MASK in found.text
    assert not any(digit in found.text for digit in "0123456789１３")


@pytest.mark.parametrize(
    "text",
    [
        "应补 286 人，已补 236 人",
        "共 1234567.89 元",
        "2026年3月2日",
        "20260302 前完成",
        "渝教发〔2014〕12号",
        "补助每生每年1250元，第 10000 户",
        "",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert redact(text).text == text


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from([ID, PHONE, "6222020012345678"]))
def test_a_number_among_any_words_does_not_get_out(before: str, after: str, number: str) -> None:
    # a digit that touches it makes it another number
    text = f"{before}：{number}，{after}"
    assert number not in redact(text).text


@given(st.text(max_size=60))
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = redact(text).text
    assert redact(once).text == once
