import csv

import pytest

from bihuan.cli.main import main
from tests.triage.voices import about, of_three_classes


def write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return str(path)


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def decided(tmp_path):
    messages, labels = of_three_classes()
    rows = [(one.id, one.title, one.text, label) for one, label in zip(messages, labels, strict=True)]
    return write(tmp_path / "train.csv", ("id", "title", "text", "label"), rows)


def test_train_then_classify_with_the_kept_model(decided, tmp_path, capsys):
    model, out = str(tmp_path / "model.npz"), tmp_path / "labels.csv"
    assert main(["triage", "train", "--train", decided, "--model", model]) == 0
    assert "right in cross-validation" in capsys.readouterr().out
    assert main(["triage", "classify", "--model", model, "--in", decided, "--out", str(out)]) == 0
    (first, *_) = rows = read(out)
    assert list(first) == ["id", "label", "confidence", "abstain", "reason"]
    assert len(rows) == len(of_three_classes()[0])


def test_duplicates_names_both_kinds_of_pair(tmp_path):
    three = [about("青山小学", id="a"), about("青山小学", id="b", before="您好，"), about("白沙小学", id="c")]
    source = write(tmp_path / "in.csv", ("id", "title", "text"), [(one.id, one.title, one.text) for one in three])
    assert main(["triage", "duplicates", "--in", source, "--out", str(tmp_path / "out.csv")]) == 0
    said = {(row["id_a"], row["id_b"]): row["verdict"] for row in read(tmp_path / "out.csv")}
    assert said == {("a", "b"): "duplicate", ("a", "c"): "other_matter", ("b", "c"): "other_matter"}


def test_matters_writes_every_id_once(tmp_path):
    rows = [(one.id, one.title, one.text, "2021-03-01") for one in of_three_classes()[0]]
    source = write(tmp_path / "in.csv", ("id", "title", "text", "time"), rows)
    train = write(
        tmp_path / "judged.csv",
        ("issue", "kind", "id"),
        [("i", "core", "教育1"), ("i", "core", "教育2"), ("j", "ambiguous", "教育4")],
    )
    assert main(["triage", "matters", "--train", train, "--in", source, "--out", str(tmp_path / "out.csv")]) == 0
    said = {row["id"]: row["matter"] for row in read(tmp_path / "out.csv")}
    assert sorted(said) == sorted(row[0] for row in rows)
    assert said["教育1"] == said["教育2"] == "i"


@pytest.mark.parametrize("header", [("id", "words"), ("text",)])
def test_a_file_without_the_needed_columns_is_refused_in_a_sentence(tmp_path, capsys, header):
    source = write(tmp_path / "in.csv", header, [])
    assert main(["triage", "duplicates", "--in", source, "--out", str(tmp_path / "out.csv")]) == 1
    assert "names no column" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_a_missing_file_is_named(tmp_path, capsys):
    assert main(["triage", "matters", "--in", str(tmp_path / "none.csv"), "--out", str(tmp_path / "o.csv")]) == 1
    assert "none.csv" in capsys.readouterr().err
