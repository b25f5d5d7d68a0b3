"""`bihuan hints FILE.json`: records in, hints out; and a sentence with the place for what cannot be read."""

import json
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from bihuan.cli.main import main
from bihuan.triage.formalism.dated import day_inside
from bihuan.triage.formalism.prints import Print, opened, print_of
from bihuan.triage.formalism.texts import marked
from tests.triage.formalism import copies, others, scenes


def told(folder: Path, capsys: pytest.CaptureFixture[str], **records: object) -> dict[str, list[dict[str, object]]]:
    file = folder / "records.json"
    file.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    assert main(["hints", str(file)]) == 0
    answer: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return answer


def test_every_kind_of_record_is_read_and_every_hint_names_its_records(tmp_path: Path, capsys) -> None:
    room = scenes.room(3, people=1)
    (tmp_path / "a.jpg").write_bytes(scenes.saved(room))
    (tmp_path / "b.jpg").write_bytes(scenes.saved(scenes.REUSES["brighter"](room), quality=50))
    dated = Image.new("RGB", (40, 40))
    exif = dated.getexif()
    exif[0x0132] = "2025:11:18 09:00:00"
    dated.save(tmp_path / "c.jpg", exif=exif)
    (unit, words), (other, again) = copies.COPIED[0]
    measure, repeated = copies.REPEATED[0]
    answer = told(
        tmp_path,
        capsys,
        photos=[{"id": key, "unit": key, "matter": key, "file": f"{key}.jpg"} for key in "ab"],
        texts=[
            {"id": "t1", "unit": unit, "matter": "1", "role": "measure", "words": words},
            {"id": "t2", "unit": other, "matter": "2", "role": "measure", "words": again},
            {"id": "t3", "unit": "丙校", "matter": "3", "role": "measure", "words": measure},
            {"id": "t4", "unit": "丙校", "matter": "3", "role": "result", "words": repeated},
        ],
        closings=[{"id": f"c{n}", "unit": "甲校", "on": "2026-05-29"} for n in range(9)],
        closing_days={"first": "2026-03-02", "last": "2026-05-29"},
        evidence=[{"id": "e", "unit": "甲校", "words": "验收照片", "planned_on": "2026-03-16", "file": "c.jpg"}],
        replies=[{"id": "r", "unit": "甲校", "question": q, "answer": a} for q, a in others.UNANSWERED[:1]],
        rates=[{"id": "x", "unit": "甲校", "what": "到会", "done": 900, "of": 900}],
    )
    assert set(answer["counts"].values()) == {1}
    ids = {hint["kind"]: hint["ids"] for hint in answer["hints"]}
    assert ids["same_photo"] == ["b", "a"]
    assert ids["copied_text"] == ["t2", "t1"]
    assert ids["result_like_plan"] == ["t4", "t3"]
    assert len(ids["massed_closings"]) == 9


@pytest.mark.parametrize(
    ("records", "place"),
    [
        ({"photos": [{"id": "1", "unit": "甲", "matter": "1"}]}, "photos[0]: no “file”"),
        ({"photos": [{"id": "1", "unit": "甲", "matter": "1", "file": "records.json"}]}, "photos[0]: no picture"),
        ({"rates": [{"id": "1", "unit": "甲", "what": "x", "done": "a", "of": 1}]}, "rates[0]: "),
        ({"closings": [{"id": "1", "unit": "甲", "on": "31.2."}]}, "closings[0]: "),
        (["no object"], "one object"),
    ],
)
def test_what_cannot_be_read_is_answered_with_its_place(tmp_path: Path, capsys, records: object, place: str) -> None:
    file = tmp_path / "records.json"
    file.write_text(json.dumps(records), encoding="utf-8")
    assert main(["hints", str(file)]) == 1
    assert place in capsys.readouterr().err


def test_many_honest_units_in_one_file_do_not_accuse_each_other(tmp_path: Path, capsys) -> None:
    pairs = [*copies.HONEST, *(((f"甲{n}", m), (f"乙{n}", r)) for n, (m, r) in enumerate(copies.REAL))]
    texts = [
        {"id": f"{n}{side}", "unit": unit, "matter": f"{n}{side}", "role": "progress", "words": words}
        for n, pair in enumerate(pairs)
        for side, (unit, words) in enumerate(pair)
    ]
    assert told(tmp_path, capsys, texts=texts)["hints"] == []


def test_a_print_is_kept_as_bytes_and_a_day_is_read_from_inside(tmp_path: Path) -> None:
    place = tmp_path / "a.png"
    place.write_bytes(scenes.saved(scenes.yard(2), kind="PNG"))
    kept = print_of(opened(place))
    assert bytes(Print.from_bytes(bytes(kept))) == bytes(kept)
    assert day_inside(place) is None
    paper = tmp_path / "a.pdf"
    paper.write_bytes(b"%PDF-1.4\n1 0 obj <</CreationDate (D:20251118090000+08'00')>> endobj")
    assert day_inside(paper) == date(2025, 11, 18)


def test_equal_passages_are_marked_in_both_texts() -> None:
    ours, theirs = marked("甲校每天验收食材两次", "乙园每天验收食材一次")
    assert ours == [("甲校", False), ("每天验收食材", True), ("两次", False)]
    assert "".join(words for words, _alike in theirs) == "乙园每天验收食材一次"
