"""Posts: offices in a unit and who holds them."""

from bihuan.audit.services import act, record
from bihuan.common.workflow import Refused, lock
from bihuan.people.events import PostFilled, PostRemoved
from bihuan.people.models import Person, Post, Unit
from bihuan.people.policies import objections_to_accounts, objections_to_holder, objections_to_new_post


@act
def create_post(unit: Unit, *, title: str, holder: Person | None = None, rank: int = 0, by: Person | None) -> Post:
    """Add a post to a unit, held by somebody or vacant.

    Raises:
        Refused: `by` may not, the unit has a post of this title, or the holder's account is closed.
    """
    reasons = [
        *objections_to_accounts(by, over=unit),
        *objections_to_new_post(unit, title=title),
        *objections_to_holder(holder),
    ]
    if reasons:
        raise Refused(reasons)
    post = Post.objects.create(unit=unit, title=title, holder=holder, rank=rank)
    _tell(post, by=by)
    return post


@act
def fill_post(post: Post, *, holder: Person | None, by: Person | None) -> Post:
    """Let somebody hold a post, or nobody.

    Raises:
        Refused: `by` may not, or the holder's account is closed.
    """
    post = lock(post)
    reasons = [*objections_to_accounts(by, over=post.unit), *objections_to_holder(holder)]
    if reasons:
        raise Refused(reasons)
    if post.holder != holder:
        post.holder = holder
        post.save(update_fields=["holder"])
        _tell(post, by=by)
    return post


@act
def remove_post(post: Post, *, by: Person | None) -> None:
    """Strike a post from a unit; who held it stays in the record.

    Raises:
        Refused: `by` may not.
    """
    post = lock(post)
    reasons = list(objections_to_accounts(by, over=post.unit))
    if reasons:
        raise Refused(reasons)
    record(PostRemoved(unit=post.unit_id, name=post.unit.name, post=post.title), by=by)
    post.delete()


def _tell(post: Post, *, by: Person | None) -> None:
    holder = post.holder.title if post.holder else "—"
    record(PostFilled(unit=post.unit_id, name=post.unit.name, post=post.title, holder=holder), by=by)
