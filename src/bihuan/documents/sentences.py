"""The warnings as sentences: what was seen, where, and what to do about it."""

from bihuan.documents.model import Position, ReadingWarning

SENTENCES = {
    "duplicate_problem": "第{no}条的问题与第{other}条完全相同（{difference}），请核对是否重复登记或照抄。",
    "measure_of_other_row": (
        "第{no}条的整改措施与第{other}条逐字相同，而两条问题不同，疑似照抄，请填写针对本条的措施。"
    ),
    "closed_without_evidence": "第{no}条状态为“{status}”，但佐证材料为空，请补充佐证或更正状态。",
    "deadline_before_start": "第{no}条的整改期限 {deadline} 早于发现（排查）日期 {start}，请核对两个日期。",
    "deadline_ambiguous": "第{no}条的时限“{text}”没有写明是否含当月（当日），未自动取定日期，请人工确定。",
    "deadline_no_year": "第{no}条的时限“{text}”没有年份，文件标题和表头也没有给出，请人工补上年份。",
    "status_contradicts_progress": ("第{no}条状态为“{status}”，而进展情况写的是“{progress}”，两者矛盾，请核对。"),
    "total_mismatch": "{table}与明细不符：{details}。请核对后再导入。",
    "problem_missing": "{place}有编号但没有问题内容，没有读作一条问题，请补填。",
    "number_gap": "编号不连续：{before}之后是{after}，请核对是否漏登。",
    "number_repeated": "编号{no}出现了{count}次，请核对编号。",
    "personal_data": "第{no}条含有{kinds}，导入前请确认是否需要保留，公示前必须遮盖。",
    "enumeration_mismatch": "“{phrase}”说的是{announced}项，同处列出的是{found}项，请核对。",
}


def warning(what: str, record_no: str | None, position: Position | None, **values: object) -> ReadingWarning:
    """A warning whose sentence is filled from `SENTENCES`."""
    sentence = SENTENCES[what].format(no=record_no or "（无编号）", **values)
    return ReadingWarning(what, record_no, sentence, position)
