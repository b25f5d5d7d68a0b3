"""A mailbox that speaks as much IMAP as a reader of unseen letters needs, on a port of its own."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Postbox:
    """Letters by number, and which of them were seen; `drop_before_seen` hangs up before a letter is marked."""

    def __init__(self, *letters: bytes) -> None:
        self.letters = dict(enumerate(letters, start=1))
        self.seen: set[int] = set()
        self.drop_before_seen = False
        self.port = 0


def _handler(box: Postbox) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK ready\r\n")
            while line := self.rfile.readline():
                tag, _space, command = line.strip().partition(b" ")
                if not self.answer(tag, command.decode()):
                    return

        def answer(self, tag: bytes, command: str) -> bool:
            upper = command.upper()
            if "STORE" in upper:
                if box.drop_before_seen:
                    return False
                box.seen.add(int(command.split()[2]))
            elif upper.startswith("CAPABILITY"):
                self.wfile.write(b"* CAPABILITY IMAP4rev1\r\n")
            elif upper.startswith("LOGIN") and "letmein" not in command:
                self.wfile.write(tag + b" NO wrong\r\n")
                return True
            elif upper.startswith("SELECT"):
                self.wfile.write(b"* %d EXISTS\r\n" % len(box.letters))
            elif "SEARCH" in upper:
                unseen = " ".join(str(n) for n in box.letters if n not in box.seen)
                self.wfile.write(f"* SEARCH {unseen}\r\n".encode())
            elif found := re.match(r"UID FETCH (\d+)", upper):
                raw = box.letters[int(found[1])]
                self.wfile.write(b"* 1 FETCH (UID 1 BODY[] {%d}\r\n" % len(raw) + raw + b")\r\n")
            self.wfile.write(tag + b" OK done\r\n")
            return not upper.startswith("LOGOUT")

    return Handler


@contextmanager
def open_for(box: Postbox) -> Iterator[Postbox]:
    """Serve the mailbox until the block ends."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _handler(box)) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        box.port = server.server_address[1]
        yield box
        server.shutdown()
