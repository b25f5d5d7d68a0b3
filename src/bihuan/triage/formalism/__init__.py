"""Engine: what looks like work on paper only. Hints with their proof, for a person who decides. No Django, no network.

    same_photos(new, earlier, open_photo)       one photograph twice: saved anew, cut, brighter, mirrored, stamped
    copied_texts(new, earlier)                  measures and reports of other units, names exchanged
    repeated_plans(results)                     results that only repeat the measure
    massed_closings(closings, days)             closed on the last day, against calendar, habit and peers
    evidence_before_plan(rows)                  evidence older than its plan and not declared as the state before
    replies_elsewhere(replies)                  replies that do not answer
    impossible_hundreds(rates)                  nobody ever falls out

Each yields `Finding(kind, unit, ids, reason, proof)`. Thresholds with their reasons: `thresholds.py`.

`bihuan hints FILE.json` reads records and prints hints; from Python: `look(read(path))`. FILE.json is one object;
every list may be missing, `unit` and `matter` are any words, days are ISO 8601, `file` is a path beside FILE.json:

    {"photos":   [{"id", "unit", "matter", "file", "title"?}],            matter: the issue or piece of evidence
     "texts":    [{"id", "unit", "matter", "role", "words", "on"?, "measure"?}],   role: measure | progress | result;
                                                        measure: id of the text reported on, else those of its matter
     "closings": [{"id", "unit", "on"}],
     "closing_days": {"first"?, "last"?, "days"?: [...]},       working days, else Monday to Friday between the two
     "evidence": [{"id", "unit", "words", "planned_on", "taken"?, "file"?, "before"?}],    words: title, file name, note
     "replies":  [{"id", "unit", "question", "answer"}],
     "rates":    [{"id", "unit", "what", "done", "of"}]}

    -> {"hints": [{"kind", "unit", "ids": [the record to be explained, what it is compared with …], "reason", "proof"}],
        "counts": {kind: number}}
"""
