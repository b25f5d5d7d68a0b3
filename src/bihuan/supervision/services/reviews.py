"""Plans of a phase: handed in in versions, remarked on at their places, passed or sent back."""

from bihuan.audit.services import act, record
from bihuan.campaigns.models import RequiredPaper
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused, lock
from bihuan.documents import Unreadable
from bihuan.documents.formats.opening import open_source
from bihuan.files.models import StoredFile
from bihuan.files.services import open_file
from bihuan.people.models import Person
from bihuan.supervision.events.phases import PaperCommented, PaperHandedIn, PaperJudged
from bihuan.supervision.models import PaperComment, PaperVerdict, PaperVersion, Standing
from bihuan.supervision.policies import reviews as policy
from bihuan.supervision.policies.verbs import no_words

MOST_PARAGRAPHS = 2_000
"""Of one plan: more is a book, and nobody remarks on it line by line."""


@act
def hand_in(standing: Standing, paper: RequiredPaper, *, file: StoredFile, name: str, by: Person) -> PaperVersion:
    """Hand in the next version of a plan. What can be read of it is kept, so that remarks have a place.

    Raises:
        Refused: not of the unit, or the unit has passed the phase.
    """
    standing = lock(standing)
    if reasons := list(policy.objections_to_handing_in(standing, by=by)):
        raise Refused(reasons)
    number = standing.papers.filter(paper=paper).count() + 1
    version = PaperVersion.objects.create(
        standing=standing,
        paper=paper,
        number=number,
        file=file,
        name=name[:200],
        paragraphs=paragraphs_of(file, name=name),
        by=by,
        on=day_of(standing.phase.campaign),
    )
    fact = PaperHandedIn(standing=standing.pk, paper=paper.name, version=number, name=version.name, sha256=file.sha256)
    record(fact, by=by)
    return version


def paragraphs_of(file: StoredFile, *, name: str) -> list[list[str]]:
    """Place and text of every paragraph; none when it holds no text (a scan, a picture)."""
    try:
        with open_file(file) as content:
            source = open_source(content.read(), name, isolated=True)
    except Unreadable:
        return []
    lines = source.format == "text"
    found = [[str(part.position(lines=lines)), part.text] for part in source.paragraphs if part.text.strip()]
    return found[:MOST_PARAGRAPHS]


@act
def comment(version: PaperVersion, *, paragraph: int | None, place: str, words: str, by: Person) -> PaperComment:
    """Remark on a place: a paragraph that was read, or a page that the supervisor names."""
    lock(version.standing)
    if reasons := [*policy.objections_to_commenting(version, by=by), *no_words(words)]:
        raise Refused(reasons)
    if paragraph is not None:
        place = version.paragraphs[paragraph][0]
    row = PaperComment.objects.create(
        version=version,
        paragraph=paragraph,
        place=place.strip(),
        words=words.strip(),
        by=by,
        on=day_of(version.standing.phase.campaign),
    )
    fact = PaperCommented(
        standing=version.standing_id,
        paper=version.paper.name,
        version=version.number,
        place=row.place,
        words=row.words,
    )
    record(fact, by=by)
    return row


@act
def pass_paper(version: PaperVersion, *, comment: str, by: Person) -> PaperVerdict:
    """The plan is good as it is."""
    lock(version.standing)
    if reasons := list(policy.objections_to_verdict(version, by=by)):
        raise Refused(reasons)
    return _decide(version, PaperVerdict.Verdict.PASSED, words=comment, by=by)


@act
def ask_to_revise(version: PaperVersion, *, comment: str, by: Person) -> PaperVerdict:
    """The unit hands in another version."""
    lock(version.standing)
    if reasons := list(policy.objections_to_revising(version, words=comment, by=by)):
        raise Refused(reasons)
    return _decide(version, PaperVerdict.Verdict.REVISE, words=comment, by=by)


def _decide(version: PaperVersion, verdict: str, *, words: str, by: Person) -> PaperVerdict:
    row = PaperVerdict.objects.create(
        version=version, verdict=verdict, words=words.strip(), by=by, on=day_of(version.standing.phase.campaign)
    )
    fact = PaperJudged(
        standing=version.standing_id,
        paper=version.paper.name,
        version=version.number,
        verdict=verdict,
        words=row.words,
    )
    record(fact, by=by)
    return row
