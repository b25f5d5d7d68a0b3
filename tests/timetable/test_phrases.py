"""Phrases as offices write them, with the reading worked out by hand: campaign year 2024, flags compared exactly."""

import pytest

from bihuan.timetable.deadlines import read_deadline

# text · date (MM-DD of 2024, or YYYY-MM-DD, or -) · flags · offset
PLAIN_DATES = """
2024年6月30日前 · 06-30 · ·
2024年06月30日之前完成 · 06-30 · ·
２０２４年６月３０日前 · 06-30 · ·
2024 年 6 月 30 日 前 · 06-30 · ·
2024.6.30 · 06-30 · ·
2024.06.30前 · 06-30 · ·
2024-06-30 · 06-30 · ·
2024/6/30前完成 · 06-30 · ·
2024-06-30 17:00前 · 06-30 · ·
20240630前 · 06-30 · ·
2024．6．30 · 06-30 · ·
2024年6.30前 · 06-30 · ·
2024-06 · 06-30 · ·
2024.9底前 · 09-30 · ·
2024/9 · 09-30 · ·
202409 · 09-30 · ·
6.30前 · 06-30 · no_year ·
12.31 · 12-31 · no_year ·
6/30前 · 06-30 · no_year ·
06-30前 · 06-30 · no_year ·
6月30日前 · 06-30 · no_year ·
6月30号之前 · 06-30 · no_year ·
6月30日（含）前 · 06-30 · no_year ·
6月28日（周五）下班前 · 06-28 · no_year ·
6月30日17时前报送 · 06-30 · no_year ·
6月30日下午5点前 · 06-30 · no_year ·
6月30日24:00前 · 06-30 · no_year ·
7月1日零时前 · 06-30 · no_year ·
2024年l2月底前 · 12-31 · ·
2024 .12.31 · 12-31 · ·
24.6.30 · 06-30 · ·
2024 · 12-31 · ·
2024底前 · 12-31 · ·
2024上半年 · 06-30 · ·
2O24年6月底前 · 06-30 · ·
二〇二四年十二月三十一日前 · 12-31 · ·
二○二四年十二月底 · 12-31 · ·
二零二五年三月底前 · 2025-03-31 · ·
十二月底前 · 12-31 · no_year ·
十一月底前 · 11-30 · no_year ·
六月三十日前 · 06-30 · no_year ·
元月底前 · 01-31 · no_year ·
2025年元月15日前 · 2025-01-15 · ·
24年底前 · 12-31 · ·
24年6月底前 · 06-30 · ·
2024年底 · 12-31 · ·
2024年年底前完成 · 12-31 · ·
2024年末 · 12-31 · ·
2024年内 · 12-31 · ·
年内 · 12-31 · no_year ·
今年年底前 · 12-31 · no_year ·
今年内完成 · 12-31 · no_year ·
本年度内 · 12-31 · no_year ·
年底前全部完成 · 12-31 · no_year ·
年末 · 12-31 · no_year ·
明年6月底前 · 2025-06-30 · no_year ·
明年年底前 · 2025-12-31 · no_year ·
2024年6月 · 06-30 · ·
2024年6月份完成 · 06-30 · ·
2024年2月底前 · 02-29 · ·
2023年2月底前 · 2023-02-28 · ·
2024年6月末 · 06-30 · ·
2024年6月最后一个工作日前 · 06-30 · ·
2024年6月上旬 · 06-10 · ·
2024年6月中旬 · 06-20 · ·
6月下旬 · 06-30 · no_year ·
2024年6月中下旬 · 06-30 · ·
2024年上半年 · 06-30 · ·
上半年完成 · 06-30 · no_year ·
下半年 · 12-31 · no_year ·
2024年第三季度 · 09-30 · ·
第三季度末前 · 09-30 · no_year ·
三季度 · 09-30 · no_year ·
2024年四季度完成 · 12-31 · ·
2024Q3 · 09-30 · ·
一季度末 · 03-31 · no_year ·
2024年 · 12-31 · ·
2024年度 · 12-31 · ·
到2025年 · 2025-12-31 · ·
2025年完成 · 2025-12-31 · ·
至2025年底 · 2025-12-31 · ·
截止2024年6月30日 · 06-30 · ·
截至2024年6月底完成 · 06-30 · ·
“十四五”末 · 2025-12-31 · ·
“十五五”期间 · 2030-12-31 · range ·
将于2024年9月底前全部整改到位 · 09-30 · ·
整改时限：2024年6月30日前 · 06-30 · ·
完成时限：2024年12月 · 12-31 · ·
国庆节前 · 10-01 · no_year ·
2024年国庆前完成 · 10-01 · ·
“五一”前完成 · 05-01 · no_year ·
争取“十一”之前 · 10-01 · no_year soft ·
春节前兑付到位 · 2025-01-29 · ambiguous no_year ·
2025年春节前 · 2025-01-29 · ·
中秋节前 · 09-17 · no_year ·
"""

SOFT_AND_LASTING = """
力争2024年6月底前完成 · 06-30 · soft ·
争取年内完成 · 12-31 · soft no_year ·
预计2024年6月完成 · 06-30 · soft ·
计划2024年12月底前完成 · 12-31 · soft ·
计划于9月底前完成 · 09-30 · soft no_year ·
拟于2024年10月底前完成 · 10-31 · soft ·
2024年6月底前基本完成 · 06-30 · soft ·
6月底左右 · 06-30 · soft no_year ·
原则上不超过60日 · - · soft relative · 60 day
2024年3月底前制定工作计划 · 03-31 · ·
长期坚持 · - · long_term ·
持续整改 · - · long_term ·
持续推进，长期坚持 · - · long_term ·
常态化推进 · - · long_term ·
2024年12月，持续推进 · 12-31 · long_term ·
2024年6月底前完成整改，长期坚持 · 06-30 · long_term ·
2024年6月底前并持续坚持 · 06-30 · long_term ·
持续到2024年底 · 12-31 · ·
立行立改，长期坚持 · - · immediate long_term ·
立行立改并于2024年6月底前完成 · 06-30 · immediate ·
立说立行 · - · immediate ·
立查立改 · - · immediate ·
边查边改 · - · immediate ·
边督边改 · - · immediate ·
即巡即改 · - · immediate ·
即行即改 · - · immediate ·
马上整改 · - · immediate ·
现场整改 · - · immediate ·
当场整改 · - · immediate ·
未巡先改 · - · immediate ·
立即整改，2024年5月底前完成 · 05-31 · immediate ·
第一时间整改 · - · immediate ·
"""

RELATIVE = """
30日内 · - · relative · 30 day
三十日内 · - · relative · 30 day
30天内 · - · relative · 30 day
30天 · - · relative · 30 day
五天之内 · - · relative · 5 day
60个自然日内 · - · relative · 60 day
15个工作日内 · - · relative · 15 workday
十五个工作日以内 · - · relative · 15 workday
5个工作日 · - · relative · 5 workday
30日（工作日）内 · - · relative · 30 workday
T+30 · - · relative · 30 day
T+3个工作日 · - · relative · 3 workday
一周内 · - · relative · 7 day
两周内 · - · relative · 14 day
2个星期内 · - · relative · 14 day
半个月内 · - · relative · 15 day
半月内 · - · relative · 15 day
一个半月内 · - · relative · 45 day
一个月内 · - · relative · 1 month
3个月 · - · relative · 3 month
三个月内整改到位 · - · relative · 3 month
两个月时间 · - · relative · 2 month
半年内 · - · relative · 6 month
1年之内完成整改 · - · relative · 1 year
一年内 · - · relative · 1 year
两年内完成 · - · relative · 2 year
三年时间 · - · relative · 3 year
一年半内 · - · relative · 18 month
一个季度内 · - · relative · 3 month
24小时内 · - · relative · 1 day
48小时内 · - · relative · 2 day
1至2个月内 · - · range relative · 2 month
3-6个月 · - · range relative · 6 month
10—15个工作日内 · - · range relative · 15 workday
两三个月内 · - · range relative · 3 month
一至两年 · - · range relative · 2 year
自收到本通知之日起15日内 · - · relative · 15 day
收到督办单后5个工作日内 · - · relative · 5 workday
验收后30日内 · - · relative · 30 day
自反馈之日起，60日内 · - · relative · 60 day
反馈意见后两个月内完成 · - · relative · 2 month
限期2个月内整改 · - · relative · 2 month
限期三个月内整改到位 · - · relative · 3 month
1个月内完成方案，3个月内完成整改 · - · relative stages · 3 month
待资金到位后2个月内 · - · conditional relative · 2 month
2024年7月1日起30日内 · 07-31 · · 30 day
自2024年7月1日起10个工作日内 · 07-15 · · 10 workday
本月底前 · - · relative ·
下月10日前 · - · relative ·
下周五前 · - · relative ·
本周内 · - · relative ·
本季度末 · - · relative ·
次日 · - · relative ·
60日 · - · ambiguous relative · 60 day
"""

RECURRING = """
每月 · - · recurring ·
每月底前 · - · recurring ·
每月25日前 · - · recurring ·
每季度末 · - · recurring ·
每季度首月10日前 · - · recurring ·
每半年 · - · recurring ·
每年 · - · recurring ·
每年6月、12月 · - · recurring ·
每年12月底前 · - · recurring ·
每年3月31日前 · - · recurring ·
每周五下午5点前 · - · recurring ·
每周 · - · recurring ·
每学期 · - · recurring ·
每学期一次 · - · recurring ·
每两周 · - · recurring ·
每三年一次 · - · recurring ·
按月报送 · - · recurring ·
按季度推进 · - · recurring ·
逐月 · - · recurring ·
一月一调度 · - · recurring ·
一周一通报 · - · recurring ·
自2025年起，每年3月底前 · - · recurring ·
2024年底前完成，以后每年更新 · 12-31 · recurring ·
每月调度，2024年12月底前完成 · 12-31 · recurring ·
每年春秋两季 · - · recurring ·
每年年初 · - · recurring ·
每月10日、20日、30日前 · - · recurring ·
每月最后一个工作日 · - · recurring ·
每隔一月 · - · recurring ·
每季度第一个月10日前 · - · recurring ·
定期开展 · - · needs_review recurring ·
每月一次，长期坚持 · - · long_term recurring ·
"""

RANGES_AND_STAGES = """
3-6月 · 06-30 · no_year range ·
3~6月 · 06-30 · no_year range ·
3月－6月 · 06-30 · no_year range ·
3月–6月 · 06-30 · no_year range ·
3月―6月 · 06-30 · no_year range ·
3月─6月 · 06-30 · no_year range ·
3月〜6月 · 06-30 · no_year range ·
3月——6月 · 06-30 · no_year range ·
3月到6月 · 06-30 · no_year range ·
3月一6月 · 06-30 · no_year range ·
三月至六月 · 06-30 · no_year range ·
2024年3-6月 · 06-30 · range ·
2024年3月至6月底 · 06-30 · range ·
2024年3月至2025年6月 · 2025-06-30 · range ·
2024年10月-2025年1月 · 2025-01-31 · range ·
2024年11月至次年2月 · 2025-02-28 · range ·
2023年12月—1月 · 2024-01-31 · range ·
2024.3.1-6.30 · 06-30 · range ·
2024.3-2024.6 · 06-30 · range ·
2024.3-6月 · 06-30 · range ·
3.1-6.30 · 06-30 · no_year range ·
2024-03-01至2024-06-30 · 06-30 · range ·
3月1日-15日 · 03-15 · no_year range ·
3月1-15日 · 03-15 · no_year range ·
6月中旬至7月上旬 · 07-10 · no_year range ·
2020—2025年 · 2025-12-31 · range ·
2023年至2025年 · 2025-12-31 · range ·
一至三季度 · 09-30 · no_year range ·
2024年前三季度 · 09-30 · range ·
2024年1月起至12月底 · 12-31 · range ·
即日起至6月30日 · 06-30 · no_year range ·
2024年全年 · 12-31 · range ·
全年持续推进 · 12-31 · long_term no_year range ·
1月至4月 · 04-30 · no_year range ·
5月—12月 · 12-31 · no_year range ·
3月——9月 · 09-30 · no_year range ·
11月12月 · 12-31 · no_year range stages ·
5月/10月 · 10-31 · no_year stages ·
3、6、9月底前 · 09-30 · no_year stages ·
3月、6月、9月 · 09-30 · no_year stages ·
二、三季度 · 09-30 · no_year stages ·
2024年3月底前完成排查；6月底前完成整改 · 06-30 · stages ·
2024年10月底前完成主体，次年3月底前竣工 · 2025-03-31 · stages ·
6月底前完成50%，9月底前完成80%，12月底前全部完成 · 12-31 · no_year stages ·
①2024年6月底前完成方案②2024年12月底前完成建设 · 12-31 · stages ·
1.2024年6月底前完成方案；2.2024年12月底前完成建设 · 12-31 · stages ·
分阶段整改 · - · needs_review stages ·
2024年6月底前完成整改，12月底前销号 · 06-30 · ·
2024年12月底前销号 · 12-31 · ·
3月起 · - · no_year open ·
2024年3月起 · - · open ·
自2024年3月开始 · - · open ·
2024年7月1日后 · - · open ·
2024年3月至长期 · - · long_term open ·
"""

UNCLEAR = """
6月前 · 06-30 · ambiguous no_year ·
2025年前 · 2025-12-31 · ambiguous ·
三季度前 · 09-30 · ambiguous no_year ·
6月初 · 06-10 · ambiguous no_year ·
年初 · 01-31 · ambiguous no_year ·
年中 · 06-30 · ambiguous no_year ·
3月内 · 03-31 · ambiguous no_year ·
6月31日前 · 06-30 · ambiguous needs_review no_year ·
2023年2月29日 · 2023-02-28 · ambiguous needs_review ·
15日前 · - · ambiguous relative ·
适时 · - · needs_review ·
尽快 · - · needs_review ·
抓紧推进 · - · needs_review ·
按要求 · - · needs_review ·
按上级要求按时完成 · - · needs_review ·
按计划推进 · - · needs_review ·
按序时进度 · - · needs_review ·
近期完成 · - · needs_review ·
择机启动 · - · needs_review ·
短期 · - · needs_review ·
限时办结 · - · needs_review ·
及时整改 · - · needs_review ·
待定 · - · needs_review ·
—— · - · needs_review ·
/ · - · needs_review ·
无 · - · needs_review ·
见附件 · - · needs_review ·
条件成熟后 · - · conditional needs_review ·
条件一旦成熟 · - · conditional needs_review ·
待移民工作开展后 · - · conditional needs_review ·
待上级批复后实施 · - · conditional needs_review ·
资金到位后启动 · - · conditional needs_review ·
视情况而定 · - · conditional needs_review ·
秋季学期开学前 · - · conditional needs_review ·
2024年秋季学期开学前 · - · conditional needs_review ·
本学期末 · - · conditional needs_review ·
暑假期间 · - · conditional needs_review ·
汛期前 · - · conditional needs_review ·
2024-2025学年 · - · conditional needs_review ·
尽快整改，2024年6月底前完成 · 06-30 · ·
制定《2024年工作要点》 · - · needs_review ·
国发〔2018〕38号 · - · needs_review ·
有效期2024年1月1日至12月31日 · - · needs_review ·
2018年以来存在违规收费 · - · needs_review ·
2023年审计发现违规收费，2024年6月底前整改 · 06-30 · ·
截至2023年底，仍有3户未整改，2024年6月底前完成 · 06-30 · ·
原定2024年3月底前，延期至2024年9月底前 · 09-30 · ·
投资2024.5万元 · - · needs_review ·
提前10日报告 · - · needs_review ·
去年底 · 2023-12-31 · no_year ·
学年末 · - · conditional needs_review ·
八一小学整改 · - · needs_review ·
二十一世纪 · - · needs_review ·
成立督办组 · - · needs_review ·
2024年9月30日前完成，确需延期的不超过12月底 · 09-30 · ·
如资金到位则年内完成 · 12-31 · conditional no_year ·
99999999999日内 · - · needs_review ·
"""


def rows(table: str) -> list[tuple[str, str, frozenset[str], str]]:
    found = []
    for line in filter(None, table.splitlines()):
        text, day, flags, offset = (part.strip() for part in line.split("·"))
        day = "" if day == "-" else day if len(day) > 5 else f"2024-{day}"
        found.append((text, day, frozenset(flags.split()), offset))
    return found


ALL = rows(PLAIN_DATES + SOFT_AND_LASTING + RELATIVE + RECURRING + RANGES_AND_STAGES + UNCLEAR)


@pytest.mark.parametrize(("text", "day", "flags", "offset"), ALL, ids=[row[0] for row in ALL])
def test_phrase(text: str, day: str, flags: frozenset[str], offset: str):
    read = read_deadline(text, year=2024)
    assert read.text == text
    assert str(read.date or "") == day
    assert read.flags == flags
    assert " ".join(map(str, read.offset or ())) == offset


# The anchor is Friday 1 March 2024.
