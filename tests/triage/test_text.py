from hypothesis import given
from hypothesis import strategies as st

from bihuan.triage.folding import fold
from bihuan.triage.grams import codes, gram_set, hashes, jaccard
from bihuan.triage.text import letters, normalise

texts = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("青园小学，。　ＡＢ１２_x000D_ﬁ①é\u0301")), max_size=60
)


@given(texts)
def test_normalising_twice_is_normalising_once(text):
    assert normalise(normalise(text)) == normalise(text)


def test_noise_of_spreadsheets_and_pages_is_gone():
    assert normalise("Ａ３区　青园路_x000D_\n见 HTTPS://Example.org/a?b=1 积水") == "a3区 青园路 见 积水"


def test_letters_drop_punctuation_and_marks_that_nobody_sees():
    assert letters("青园·小学（北门）_\u200b！") == "青园小学北门"


@given(st.lists(texts, max_size=5))
def test_folding_many_texts_gives_the_letters_of_each(many):
    flat, starts = fold(many)
    wanted, bounds = codes([letters(text) for text in many])
    assert flat.tolist() == wanted.tolist()
    assert starts.tolist() == bounds.tolist()


@given(st.lists(st.text("甲乙丙丁", max_size=9), min_size=1, max_size=4), st.integers(1, 4))
def test_hashed_grams_are_the_grams_of_each_text(many, size):
    grams, offsets = hashes(*codes(many), size)
    for row, text in enumerate(many):
        assert len(set(grams[offsets[row] : offsets[row + 1]].tolist())) == len(gram_set(text, size))


@given(texts, texts)
def test_likeness_is_symmetrical_and_one_for_the_same(a, b):
    assert jaccard(a, b) == jaccard(b, a)
    assert 0 <= jaccard(a, b) <= 1
    assert jaccard(a, a) == 1
