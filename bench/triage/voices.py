"""Invented opinions in any number, with known near-duplicates and classes. Same seed, same messages."""

import random
from collections.abc import Iterator

from bihuan.triage import Message

THINGS = {
    "教育": ("食堂饭菜", "课后服务", "校服价格", "校车接送", "操场开放", "作业数量", "招生划片", "教室空调"),
    "交通": ("公交间隔", "红绿灯时长", "停车划线", "出租车拼客", "路面坑洼", "路灯照明", "人行天桥", "货车限行"),
    "环境": ("垃圾站臭味", "河道污水", "工地扬尘", "烧烤油烟", "夜间噪声", "绿化破坏", "焚烧秸秆", "噪音广场舞"),
    "社保": ("养老金计算", "医保报销", "工伤认定", "失业登记", "欠薪追讨", "社保转移", "生育津贴", "退休年龄"),
}
_SYLLABLES = "安宝长春东方丰福高光国海和恒红华嘉建金锦景丽龙绿明南宁平青清庆荣瑞盛天文祥新兴阳永玉裕元云中"
_VERBS = "反映说明指出认为发现注意担心希望要求请求建议看到听说记得估计确认投诉质疑询问了解"
_NOUNS = "情况问题部门物业住户老人孩子家长时间地点费用合同通知电话窗口文件手续车辆设备楼道大门围墙管道电梯水压"
_FILL = "已经一直多次至今仍然始终经常偶尔突然马上尽快认真彻底统一公开按时如实继续重新分别共同"


def voices(count: int, *, seed: int = 7, duplicates: float = 0.1) -> Iterator[tuple[Message, str]]:
    """Yield messages of about 200 letters with their class; every tenth nearly repeats one of the last thousand."""
    dice = random.Random(seed)
    kept: list[tuple[Message, str]] = []
    for number in range(count):
        if kept and dice.random() < duplicates:
            old, label = dice.choice(kept)
            greeting = dice.choice(("您好，", "尊敬的领导：", "（再次反映）", ""))
            made = Message(f"{number}", greeting + old.text + dice.choice(("谢谢！", "盼复。", "")), old.title)
        else:
            made, label = _fresh(number, dice)
        kept = [*kept[-999:], (made, label)] if number % 7 == 0 else kept
        yield made, label


def _fresh(number: int, dice: random.Random) -> tuple[Message, str]:
    label = dice.choice(list(THINGS))
    thing = dice.choice(THINGS[label])
    place = "".join(dice.choices(_SYLLABLES, k=2)) + dice.choice(("小区", "家园", "小学", "路", "村", "社区"))
    clauses = ["".join(_word(dice) for _ in range(dice.randint(4, 9))) for _ in range(dice.randint(6, 16))]
    return Message(f"{number}", "，".join([f"{place}的{thing}问题", *clauses]) + "。", f"{place}{thing}"), label


def _word(dice: random.Random) -> str:
    source = dice.choice((_VERBS, _NOUNS, _FILL))
    at = dice.randrange(len(source) // 2) * 2
    return source[at : at + 2]
