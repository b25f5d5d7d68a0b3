"""Invented opinions for the tests: a template about schools and estates, and messages of three classes."""

from itertools import product

from bihuan.triage import Message

_TEMPLATE = (
    "我家孩子在{place}读书，学校门口每天放学时车辆乱停，接送的家长只能站在马路中间等候，已经有两个孩子被电动车擦伤。"
    "{place}的家长多次向有关部门反映，希望在校门前增设护栏和人行横道，并安排专人在上下学时段值守，至今没有答复。"
)


def about(place: str, *, id: str = "1", title: str = "", before: str = "", after: str = "") -> Message:  # noqa: A002 - the field is called id
    """The template about one school, with words put before and after."""
    return Message(id, before + _TEMPLATE.format(place=place) + after, title)


def of_three_classes() -> tuple[list[Message], list[str]]:
    """Sixty decided messages: school meals, buses, rubbish."""
    subjects = {
        "教育": (("食堂的饭菜", "课后延时服务", "校服的价格", "老师布置的作业"), ("孩子回家说不满意", "家长意见很大", "班级群里天天有人抱怨")),
        "交通": (("公交车的间隔", "路口的红绿灯", "停车位的划线", "出租车的拼客"), ("早高峰等了四十分钟", "司机总是绕路", "行人过街很危险")),
        "环境": (("垃圾站的臭味", "河里的污水", "工地的扬尘", "烧烤摊的油烟"), ("夏天不敢开窗", "老人咳嗽不止", "整条街都闻得到")),
    }  # fmt: skip
    places = ("城东", "城西", "新区", "老街", "河边")
    messages, labels = [], []
    for label, (things, woes) in subjects.items():
        for number, (thing, woe, place) in enumerate(product(things, woes, places)):
            if number % 3:
                messages.append(
                    Message(f"{label}{number}", f"{place}这边{thing}一直没人管，{woe}，请尽快处理。", thing)
                )
                labels.append(label)
    return messages, labels
