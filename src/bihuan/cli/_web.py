"""The web server: gunicorn with threads, and nothing of a visitor in its logs."""

import socket
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped] # it ships no types

THREADS = 4


class Site(BaseApplication):  # type: ignore[misc] # gunicorn is untyped
    """Bihuan behind a socket that the parent holds, so that a restart of the web loses no connection."""

    def __init__(self, listening: socket.socket, processes: int) -> None:
        self.options: dict[str, Any] = {
            "bind": f"fd://{listening.fileno()}",
            "workers": processes,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "graceful_timeout": 5,
            "accesslog": None,
            # A malformed request is a warning with the address of its sender in it: only errors are logged.
            "loglevel": "error",
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        """Load every page before the fork: once in memory, and no first visitor waits for it."""
        application = get_wsgi_application()
        _ = get_resolver().url_patterns
        return application


def serve(listening: socket.socket, processes: int) -> None:
    """Answer until TERM."""
    Site(listening, processes).run()


def listen(host: str, port: int) -> socket.socket:
    """Open the port. Raises OSError when it is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    listening.listen(512)
    return listening
