"""Every text that a person reads is there in Chinese, and the checker that says so sees every kind of fault."""

import gettext
from pathlib import Path

import pytest
from script.house import messages, msgids
from script.house.msgids import Msgid

HEADER = messages.HEADER + "\n"


def test_every_text_is_translated():
    found = list(messages.complaints())
    assert not found, "\n".join(found)


@pytest.fixture
def source(tmp_path, monkeypatch) -> Path:
    """A product of two packages, of which `stage` has texts of every kind."""
    for package in ("stage", "other"):
        (tmp_path / package / "templates").mkdir(parents=True)
        (tmp_path / package / "__init__.py").touch()
    for module in (messages, msgids):
        monkeypatch.setattr(module, "SOURCE", tmp_path)
        monkeypatch.setattr(module, "ROOT", tmp_path)
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    for cached in (msgids.packages, msgids.used, messages.catalogue):
        cached.cache_clear()


def catalogue(source: Path, text: str, package: str = "stage") -> Path:
    path = source / package / messages.CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + text, encoding="utf-8")
    _forget()
    return path


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('_("one")', Msgid("one")),
        ('translation.gettext_lazy("a " "b")', Msgid("a b")),
        ('pgettext("light", "red")', Msgid("red", "light")),
        ('ngettext("%(n)d day", "%(n)d days", n)', Msgid("%(n)d day", "", "%(n)d days")),
        ('npgettext("c", "one", "many", n)', Msgid("one", "c", "many")),
        ('class Closed(Fact):\n    sentence = "%(who)s closed it"', Msgid("%(who)s closed it")),
        ('class Closed(Fact):\n    sentence: ClassVar[str] = "closed"', Msgid("closed")),
    ],
)
def test_texts_are_found_in_python(source, code, expected):
    (source / "stage" / "services.py").write_text(code)
    (found,) = msgids.used("stage")
    assert (found, found.context, found.plural) == (expected, expected.context, expected.plural)


@pytest.mark.parametrize("code", ["gettext(variable)", 'print("hello")', '_("")', 'pgettext(context, "x")'])
def test_what_is_no_text_is_not_found(source, code):
    (source / "stage" / "services.py").write_text(code)
    assert not msgids.used("stage")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("""<p>{% translate 'Try "again"' %}</p>""", Msgid('Try "again"')),
        ("{% translate 'red' context 'light' as word %}", Msgid("red", "light")),
        ("{% blocktranslate with n=issue.number %}issue {{ n }}{% endblocktranslate %}", Msgid("issue %(n)s")),
        (
            "{% blocktranslate count n=days trimmed %}\n  {{ n }} day\n{% plural %}\n  {{ n }} days\n{% endblocktranslate %}",
            Msgid("%(n)s day", "", "%(n)s days"),
        ),
        ('{% action _("Report progress") url %}', Msgid("Report progress")),
        ('{{ value|default:_("none") }}', Msgid("none")),
    ],
)
def test_texts_are_found_in_templates(source, markup, expected):
    (source / "stage" / "templates" / "page.html").write_text(f"<h1>\n{markup}\n</h1>")
    ((found, where),) = msgids.used("stage").items()
    assert (found, found.plural) == (expected, expected.plural)
    assert where.startswith("stage/templates/page.html:")


@pytest.mark.parametrize(
    ("entries", "complaint"),
    [
        ("", "not translated: '%(n)d issues'"),
        ('msgid "%(n)d issues"\nmsgstr ""\n', "not translated"),
        ('#, fuzzy\nmsgid "%(n)d issues"\nmsgstr "%(n)d 个问题"\n', "not translated"),
        ('msgid "%(n)d issues"\nmsgstr "若干问题"\n', "placeholders differ (%(n)d)"),
        ('msgid "%(n)d issues"\nmsgstr "%(m)d 个问题"\n', "placeholders differ"),
        (
            'msgid "%(n)d issues"\nmsgstr "%(n)d 个问题"\n\nmsgid "gone"\nmsgstr "没了"\n',
            "used nowhere any more: 'gone'",
        ),
        ('msgid "%(n)d issues"\nmsgstr "%(n)d 个问题"\n\n#~ msgid "gone"\n#~ msgstr "没了"\n', "used nowhere any more"),
    ],
)
def test_every_fault_of_a_catalogue_is_named(source, entries, complaint):
    (source / "stage" / "views.py").write_text('_("%(n)d issues")')
    catalogue(source, entries)
    (found,) = messages.complaints()
    assert complaint in found


def test_a_text_may_be_translated_by_another_package_but_only_in_one_way(source):
    (source / "stage" / "views.py").write_text('_("issue")')
    catalogue(source, 'msgid "issue"\nmsgstr "问题"\n', "other")
    assert not list(messages.complaints())
    catalogue(source, 'msgid "issue"\nmsgstr "事项"\n')
    assert ["translated differently in other" in found for found in messages.complaints()] == [True]


def test_a_sync_keeps_what_is_translated_adds_what_is_missing_and_drops_the_rest(source):
    (source / "stage" / "views.py").write_text('_("new"); pgettext("c", "kept"); ngettext("%d day", "%d days", 2)')
    catalogue(source, '# a note\nmsgctxt "c"\nmsgid "kept"\nmsgstr "留下"\n\nmsgid "gone"\nmsgstr "没了"\n')
    catalogue(source, messages.synced("stage").removeprefix(messages.HEADER))
    kept = messages.entries("stage")
    assert [key.singular for key in kept] == ["kept", "new", "%d day"]
    assert kept[Msgid("kept", "c")].string == "留下"
    assert kept[Msgid("kept", "c")].user_comments == ["a note"]
    assert messages.missing("stage") == [Msgid("new"), Msgid("%d day")]


def test_a_compiled_catalogue_is_read_by_django_and_compiled_once(source):
    (source / "stage" / "views.py").write_text('ngettext("%d day", "%d days", 2)')
    path = catalogue(source, 'msgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] "%d 天"\n')
    assert messages.compile_catalogues() == 1
    with path.with_suffix(".mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert read.ngettext("%d day", "%d days", 5) == "%d 天"
    assert messages.compile_catalogues() == 0
