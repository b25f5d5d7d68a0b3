"""What the database refuses about answering, other ways in and sealed letters: they are added to, never rewritten."""

from bihuan.audit.guards import AnyRule, NoTruncate, Rule, append_only

ANSWERING_RULES: list[AnyRule] = [
    *append_only("opinions_attachment", keys=("kept.id = NEW.id",), what="a file of a voice"),
    *append_only("opinions_verdict", keys=("kept.id = NEW.id",), what="a judgement by receipt"),
    *append_only("opinions_moretime", keys=("kept.id = NEW.id",), what="time that was given"),
    *append_only("opinions_source", keys=("kept.id = NEW.id",), what="a source"),
    *append_only("opinions_handover", keys=("kept.id = NEW.id",), what="a hand-over"),
    Rule(
        "charge_stays",
        "opinions_charge",
        "UPDATE",
        "NEW.opinion_id <> OLD.opinion_id OR NEW.person_id <> OLD.person_id OR NEW.reason <> OLD.reason"
        " OR OLD.accepted_on IS NOT NULL",
        "who was asked first, and who accepted, is never rewritten",
    ),
    Rule(
        "charge_is_kept",
        "opinions_charge",
        "DELETE",
        "OLD.accepted_on IS NOT NULL",
        "only an offer that nobody accepted is withdrawn",
    ),
    Rule(
        "keeper_stays",
        "opinions_keeper",
        "UPDATE",
        "NEW.person_id <> OLD.person_id OR NEW.campaign_id <> OLD.campaign_id"
        " OR NEW.appointed_by_id <> OLD.appointed_by_id OR OLD.until IS NOT NULL",
        "an appointment ends once and is never rewritten",
    ),
    Rule("keeper_is_kept", "opinions_keeper", "DELETE", "1 = 1", "an appointment is never removed"),
    Rule(
        "tip_off_stays",
        "opinions_tipoff",
        "UPDATE",
        "NEW.campaign_id <> OLD.campaign_id OR NEW.number <> OLD.number OR NEW.code_digest <> OLD.code_digest"
        " OR NEW.received_on <> OLD.received_on OR COALESCE(NEW.about_unit_id, 0) <> COALESCE(OLD.about_unit_id, 0)",
        "a sealed letter is passed on or ended, and sealed anew, never changed",
    ),
    Rule("tip_off_is_kept", "opinions_tipoff", "DELETE", "1 = 1", "a sealed letter is never removed"),
    Rule(
        "tip_off_part_stays",
        "opinions_tipoffpart",
        "UPDATE",
        "NEW.tip_off_id <> OLD.tip_off_id OR NEW.from_speaker <> OLD.from_speaker OR NEW.picture <> OLD.picture",
        "a word of a sealed letter is sealed anew, never moved",
    ),
    Rule(
        "tip_off_part_is_kept", "opinions_tipoffpart", "DELETE", "1 = 1", "a word of a sealed letter is never removed"
    ),
    NoTruncate("tip_off_not_emptied", "opinions_tipoff"),
    NoTruncate("keeper_not_emptied", "opinions_keeper"),
]
