"""What one line of the permission matrix says, and the three words that the lines are written in."""

from dataclasses import dataclass

from tests.permissions.access import Circle


@dataclass(frozen=True)
class Row:
    """One URL. `of` names the object on the `stage` that its address needs; '' where it needs none."""

    url: str
    methods: str
    opens: Circle
    does: Circle
    of: str = ""
    reads: Circle | None = None
    """Whoever finds the page but is not of these is refused even the reading, with reasons."""
    traceless: bool = False
    """The step leaves nothing in the record: it reads, or changes only what is one's own."""
    program: bool = False
    """Asked by a program with its person's token: JSON, no form, no way to the sign-in."""

    @property
    def posts(self) -> bool:
        """Does it take what somebody sends?"""
        return "POST" in self.methods

    @property
    def gets(self) -> bool:
        """Is there a page to look at?"""
        return "GET" in self.methods


def page(url: str, opens: Circle, of: str = "", *, reads: Circle | None = None) -> Row:
    """Something to read."""
    return Row(url, "GET", opens, opens, of, reads)


def form(
    url: str, opens: Circle, does: Circle, of: str = "", *, reads: Circle | None = None, traceless: bool = False
) -> Row:
    """A page with a form on it: whoever may not do it reads why."""
    return Row(url, "GET POST", opens, does, of, reads, traceless)


def press(url: str, opens: Circle, does: Circle, of: str = "", *, traceless: bool = False) -> Row:
    """A button that does one thing."""
    return Row(url, "POST", opens, does, of, traceless=traceless)
