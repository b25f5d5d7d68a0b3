"""Invented opinions in any number, with known near-duplicates and classes. Same seed, same messages.

Words are drawn from three thousand invented ones with the frequencies of natural language (the k-th commonest about
1/k as often), because an index whose letter pairs are all equally common, or all rare, would be measured on ease.
"""

import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from bihuan.triage import Message

THINGS = {
    "教育": ("食堂饭菜", "课后服务", "校服价格", "校车接送", "操场开放", "作业数量", "招生划片", "教室空调"),
    "交通": ("公交间隔", "红绿灯时长", "停车划线", "出租车拼客", "路面坑洼", "路灯照明", "人行天桥", "货车限行"),
    "环境": ("垃圾站臭味", "河道污水", "工地扬尘", "烧烤油烟", "夜间噪声", "绿化破坏", "焚烧秸秆", "噪音广场舞"),
    "社保": ("养老金计算", "医保报销", "工伤认定", "失业登记", "欠薪追讨", "社保转移", "生育津贴", "退休年龄"),
}
_ENDINGS = ("小区", "家园", "小学", "路", "村", "社区", "中学", "幼儿园", "医院", "公司")
_WORDS = 3_000
_LETTERS = [chr(point) for point in range(0x4E00, 0x4E00 + 9 * 2_000, 9)]


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    dice = random.Random(1)
    weights = [1 / rank for rank in range(8, len(_LETTERS) + 8)]
    words = ["".join(dice.choices(_LETTERS, weights, k=dice.choice((1, 2, 2, 2, 3)))) for _ in range(_WORDS)]
    return words, list(accumulate(1 / rank for rank in range(3, _WORDS + 3)))


def voices(count: int, *, seed: int = 7, duplicates: float = 0.1) -> Iterator[tuple[Message, str]]:
    """Yield messages of about 180 letters with their class; every tenth nearly repeats one of the last thousands."""
    dice = random.Random(seed)
    kept: list[tuple[Message, str]] = []
    for number in range(count):
        if kept and dice.random() < duplicates:
            old, label = dice.choice(kept)
            greeting = dice.choice(("您好，", "尊敬的领导：", "（再次反映）", ""))
            made = Message(f"{number}", greeting + old.text + dice.choice(("谢谢！", "盼复。", "")), old.title)
        else:
            made, label = _fresh(number, dice)
        if number % 7 == 0:
            kept.append((made, label))
            del kept[:-1_000]
        yield made, label


def _fresh(number: int, dice: random.Random) -> tuple[Message, str]:
    label = dice.choice(list(THINGS))
    thing = dice.choice(THINGS[label])
    words, weights = _vocabulary()
    place = "".join(dice.choices(_LETTERS, k=2)) + dice.choice(_ENDINGS)
    said = dice.choices(words, cum_weights=weights, k=dice.randint(40, 120))
    clauses = ["".join(said[start : start + 7]) for start in range(0, len(said), 7)]
    text = "，".join([f"{place}的{thing}问题", *clauses]) + "。"
    return Message(f"{number}", text, f"{place}{thing}"), label
