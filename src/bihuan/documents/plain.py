"""A reading as plain data for JSON: values, and beside them where they stood and how sure the reader is."""

from typing import Any

from bihuan.documents.model import DraftRecord, Field, Position, Reading

FIELDS = (
    "no",
    "problem",
    "category",
    "lead_unit",
    "responsible_units",
    "cooperating_units",
    "responsible_persons",
    "deadline_text",
    "deadline_date",
    "goal",
    "measures",
    "supervising_unit",
    "acceptance_unit",
    "progress_status",
    "progress_text",
    "evidence",
    "amount",
    "site_unit",
    "kind",
    "source",
    "started",
)


def as_json(reading: Reading) -> dict[str, Any]:
    """Records, warnings, columns and what was left out."""
    return {
        "format": reading.format,
        "layout": reading.layout,
        "title": reading.title,
        "year": reading.year,
        "records": [_record(record) for record in reading.records],
        "warnings": [
            {"what": w.what, "record_no": w.record_no, "sentence": w.sentence, "position": _place(w.position)}
            for w in reading.warnings
        ],
        "columns": [
            {
                "header": column.header,
                "position": _place(column.position),
                "meaning": column.meaning,
                "reason": column.reason,
                "confidence": round(column.confidence, 2),
            }
            for column in reading.columns
        ],
        "left_out": list(reading.left_out),
    }


def _record(record: DraftRecord) -> dict[str, Any]:
    fields: dict[str, Field[Any]] = {name: getattr(record, name) for name in FIELDS}
    return {
        **{name: _value(field.value) for name, field in fields.items()},
        "outside_numbers": {label: number.value for label, number in record.outside_numbers},
        "long_term": record.long_term,
        "immediate": record.immediate,
        "deadline_flags": sorted(record.deadline_flags),
        "milestones": [
            {
                "measure": step.measure,
                "units": list(step.units),
                "deadline_text": step.deadline_text,
                "deadline_date": _value(step.deadline_date),
                "goal": step.goal,
            }
            for step in record.milestones
        ],
        "extras": [{"header": extra.header, "value": extra.value} for extra in record.extras],
        "hidden": record.hidden,
        "positions": {
            name: [_place(at) for at in field.positions] for name, field in fields.items() if field.positions
        },
        "confidence": {name: round(field.confidence, 2) for name, field in fields.items() if field.positions},
    }


def _value(value: Any) -> Any:  # noqa: ANN401 - the fields hold texts, tuples of texts and dates
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _place(position: Position | None) -> str | None:
    return None if position is None else str(position)
