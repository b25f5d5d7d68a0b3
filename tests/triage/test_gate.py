import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.triage import Message, conflicts, judge
from bihuan.triage.align import differences
from bihuan.triage.names import Name, alike, names, sounds_like, without_names
from tests.triage.voices import about

FIRST = "青山小学"


@pytest.mark.parametrize("place", ["白沙小学", "第二小学", "红旗中心小学", "东门幼儿园旁的育才小学"])
def test_the_same_words_about_another_school_are_another_matter(place):
    match = judge(about(FIRST, id="a"), about(place, id="b"))
    assert match.verdict == "other_matter"
    assert "青山小学" in match.reason
    assert "请人工判断" in match.reason


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("尊敬的张书记：您好！", "盼复，谢谢！"),
        ("市长好，", ""),
        ("C市", "此致敬礼"),
        ("（第二次反映）", "_x000D_\n138****0000"),
    ],
)
def test_greetings_and_noise_leave_a_duplicate_a_duplicate(before, after):
    assert judge(about(FIRST), about(FIRST, id="b", before=before, after=after)).verdict == "duplicate"


@pytest.mark.parametrize("place", ["C3区青山小学", "C市青山小学", "山青小学", "青衫小学"])
def test_a_rewritten_address_scrambled_or_mistyped_name_is_the_same_school(place):
    assert judge(about(FIRST), about(place, id="b")).verdict == "duplicate"


def test_districts_of_one_level_part_and_a_city_holds_its_districts():
    def street(where):
        return Message(
            where, f"{where}沿河步道的路灯坏了一个多月，晚上散步的老人看不清台阶，已有人摔倒，请尽快派人修理。"
        )

    assert judge(street("C2区"), street("C5区")).verdict == "other_matter"
    assert judge(street("C2区"), street("C市")).verdict == "duplicate"
    assert judge(street("C市"), street("D市")).verdict == "other_matter"


def test_another_road_before_the_same_estate_is_a_rewritten_address():
    def noise(road):
        return Message(
            road, f"{road}锦绣家园楼下的餐馆每天夜里排放油烟，住户不敢开窗，物业说管不了，请有关部门上门查看。"
        )

    assert judge(noise("人民路"), noise("沿江大道")).verdict == "duplicate"


def test_titles_part_what_the_texts_do_not():
    text = "请问什么时候可以办理不动产权证，交房已经三年，开发商一直推说资料没有备齐，我们办不了落户和入学。"
    a, b = Message("a", text, "锦绣家园何时办证"), Message("b", text, "翠湖花园何时办证")
    assert judge(a, b).verdict == "other_matter"


def test_a_word_exchanged_throughout_is_pointed_out():
    text = "我买了{0}想申请购房补贴，窗口说{0}不在范围内，文件里却没有写明，请解释{0}到底能不能享受。"
    found = conflicts(Message("a", text.format("商铺")), Message("b", text.format("平房")))
    assert [(one.ours, one.theirs) for one in found] == [("商铺", "平房")]


@given(
    st.sampled_from(["青山小学", "白沙小学", "锦绣家园", "人民路"]),
    st.sampled_from(["青山小学", "红旗村", "沿江大道"]),
    st.text("您好谢", max_size=5),
)
def test_the_verdict_does_not_depend_on_who_came_first(one, other, greeting):
    a, b = about(one, id="a"), about(other, id="b", before=greeting)
    there, back = judge(a, b), judge(b, a)
    assert there.verdict == back.verdict
    assert {(c.ours, c.theirs) for c in there.conflicts} == {(c.theirs, c.ours) for c in back.conflicts}


@given(st.text("青山白沙小学东", max_size=30), st.text("青山白沙小学东", max_size=30))
def test_differences_rebuild_both_texts(a, b):
    parted = differences(a, b)
    assert sum(len(one.ours) for one in parted) - sum(len(one.theirs) for one in parted) == len(a) - len(b)
    assert (not parted) == (a == b)


def test_names_are_found_by_their_ending_and_words_that_only_look_alike_are_not():
    assert [name.text for name in names("c3区政府答复的青山小学和沿江路的道路")] == ["青山小学", "沿江路"]
    assert without_names("青山小学门口") == "    门口"


def test_numbers_never_sound_alike():
    assert sounds_like("静园", "净园")
    assert not sounds_like("三小", "四小")
    assert not alike(Name("line", "3", "号线", 0), Name("line", "5", "号线", 0))


@pytest.mark.parametrize(
    ("ours", "theirs"), [("三年级", "五年级"), ("2班", "6班"), ("东六路", "东七路"), ("第二小学", "第三小学")]
)
def test_another_number_in_a_name_is_another_thing(ours, theirs):
    text = "{0}的家长反映，每天放学后{0}门口积水，孩子们鞋袜湿透，已经持续两周，学校说要等排水管修好，请尽快处理。"
    a, b = (Message(name, text.format(name)) for name in (ours, theirs))
    assert judge(a, b).verdict == "other_matter"


def test_a_class_written_in_figures_or_words_is_the_same_class():
    text = "{}的家长反映，每天放学后教室漏雨，孩子们的课本湿透，已经持续两周，学校说要等维修队，请尽快处理。"
    assert judge(Message("a", text.format("三年级2班")), Message("b", text.format("3年级二班"))).verdict == "duplicate"


def test_a_name_cut_off_by_the_common_ending_is_still_seen_when_exchanged_twice():
    text = "{0}新村的楼道没有灯，{1}老人摔倒过，{0}新村的业主找过居委会，居委会说没有经费，请有关部门到现场看一看。"
    a, b = Message("a", text.format("咸嘉", "有")), Message("b", "您好！" + text.format("银杏", "三位"))
    assert {one.kind for one in conflicts(a, b)} == {"estate"}
