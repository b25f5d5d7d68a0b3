"""What the database itself refuses about questionnaires and talks."""

from bihuan.audit.guards import AnyRule, NoTruncate, Rule, append_only

VERSION = {
    "section": "{row}.version_id",
    "question": "{row}.version_id",
    "option": "(SELECT asked.version_id FROM opinions_question asked WHERE asked.id = {row}.question_id)",
    "item": "(SELECT asked.version_id FROM opinions_question asked WHERE asked.id = {row}.question_id)",
    "condition": "(SELECT asked.version_id FROM opinions_question asked WHERE asked.id = {row}.question_id)",
}
"""How each part of a questionnaire finds its version."""


def _frozen(part: str, row: str) -> str:
    version = VERSION[part].format(row=row)
    return f"EXISTS (SELECT 1 FROM opinions_version v WHERE v.id = {version} AND v.frozen_on IS NOT NULL)"  # noqa: S608 - our own words


def _parts() -> list[AnyRule]:
    """Nothing is added to a version in use, nothing taken away, nothing worded anew."""
    words = "a version that was opened is never changed; write a new version"
    rules: list[AnyRule] = []
    for part in VERSION:
        table = f"opinions_{part}"
        either = f"{_frozen(part, 'OLD')} OR {_frozen(part, 'NEW')}"
        rules += [
            Rule(f"{part}_not_added", table, "INSERT", _frozen(part, "NEW"), words),
            Rule(f"{part}_not_changed", table, "UPDATE", either, words),
            Rule(f"{part}_not_removed", table, "DELETE", _frozen(part, "OLD"), words),
        ]
    return rules


_OPEN = (
    "EXISTS (SELECT 1 FROM opinions_version v JOIN opinions_questionnaire q ON q.id = v.questionnaire_id "
    "WHERE v.id = NEW.version_id AND v.frozen_on IS NOT NULL AND q.status = 'open')"
)
_MOVED = "NEW.id <> OLD.id OR NEW.version_id <> OLD.version_id OR NEW.on_paper <> OLD.on_paper"


def _in_the_urn(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM opinions_sheet s WHERE s.id = {row}.sheet_id AND NOT s.shaken)"  # noqa: S608 - our own words


def _answers() -> list[AnyRule]:
    """Answers come while it is open; only the shaking of the urn writes them anew, once, and never otherwise."""
    rules: list[AnyRule] = []
    for table in ("choice", "words"):
        rules += [
            Rule(f"{table}_joins_a_fresh_sheet", f"opinions_{table}", "INSERT", f"NOT {_in_the_urn('NEW')}",
                 "nothing is added to answers that were counted"),
            Rule(f"{table}_never_changed", f"opinions_{table}", "UPDATE", "1 = 1", "an answer is never changed"),
            Rule(f"{table}_stays", f"opinions_{table}", "DELETE", f"NOT {_in_the_urn('OLD')}",
                 "an answer that was counted is never removed"),
            NoTruncate(f"{table}_not_emptied", f"opinions_{table}"),
        ]  # fmt: skip
    return rules


RULES: list[AnyRule] = [
    *_parts(),
    Rule(
        "version_stands_still",
        "opinions_version",
        "UPDATE",
        "OLD.frozen_on IS NOT NULL",
        "a version that was opened is never changed",
    ),
    Rule(
        "version_in_use_stays",
        "opinions_version",
        "DELETE",
        "OLD.frozen_on IS NOT NULL",
        "a version that was opened is never removed",
    ),
    Rule(
        "sheet_needs_an_open_questionnaire",
        "opinions_sheet",
        "INSERT",
        f"NEW.shaken OR NOT {_OPEN}",
        "answers come only while the questionnaire is open",
    ),
    Rule(
        "sheet_is_only_shaken",
        "opinions_sheet",
        "UPDATE",
        f"OLD.shaken OR NOT NEW.shaken OR {_MOVED}",
        "a sheet is never changed",
    ),
    Rule(
        "sheet_stays",
        "opinions_sheet",
        "DELETE",
        "OLD.shaken",
        "a sheet that was counted is never removed",
    ),
    NoTruncate("sheet_not_emptied", "opinions_sheet"),
    *_answers(),
    Rule("slip_stays_as_printed", "opinions_slip", "UPDATE", "1 = 1", "a slip is used, never changed"),
    *append_only("opinions_slipbatch", keys=("kept.id = NEW.id",), what="a batch of slips"),
    # Keys rotate, so the sealed words may be written anew; everything else about a talk stands.
    Rule(
        "talk_stays_as_written",
        "opinions_talk",
        "UPDATE",
        "NEW.id <> OLD.id OR NEW.consultation_id <> OLD.consultation_id OR NEW.level <> OLD.level "
        "OR NEW.text <> OLD.text OR NEW.talked_on <> OLD.talked_on OR NEW.written_by_id <> OLD.written_by_id",
        "a talk is never changed after it was written down",
    ),
    Rule(
        "talk_words_stay_with_their_talk",
        "opinions_sealedtalk",
        "UPDATE",
        "NEW.id <> OLD.id OR NEW.talk_id <> OLD.talk_id",
        "sealed words stay with their talk",
    ),
    Rule("talk_words_stay", "opinions_sealedtalk", "DELETE", "1 = 1", "a sealed talk is never removed"),
    Rule("talk_stays", "opinions_talk", "DELETE", "1 = 1", "a talk is never removed"),
    Rule(
        "opening_begins_by_asking",
        "opinions_talkopening",
        "INSERT",
        "NEW.agreed_by_id IS NOT NULL OR NEW.read_at IS NOT NULL",
        "an opening begins by asking; a second person agrees afterwards",
    ),
    Rule(
        "opening_goes_step_by_step",
        "opinions_talkopening",
        "UPDATE",
        "NEW.id <> OLD.id OR NEW.talk_id <> OLD.talk_id OR NEW.asked_by_id <> OLD.asked_by_id "
        "OR NEW.asked_at <> OLD.asked_at OR NEW.reason <> OLD.reason OR OLD.read_at IS NOT NULL "
        "OR (OLD.agreed_by_id IS NOT NULL AND (NEW.agreed_by_id IS NULL OR NEW.agreed_by_id <> OLD.agreed_by_id)) "
        "OR (NEW.read_at IS NOT NULL AND OLD.agreed_by_id IS NULL)",
        "a sealed talk is read only after a second person agreed, and once",
    ),
    Rule("opening_stays", "opinions_talkopening", "DELETE", "1 = 1", "an opening is never removed"),
]
