"""The whole interface: every stage's addresses behind one door."""

from collections.abc import Mapping
from typing import Any

from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from bihuan.api.v1 import campaigns, ledger, opinions, people, supervision
from bihuan.api.v1.access import AccessToken
from bihuan.api.v1.answers import ANSWERS

ABOUT = """For programs that read or write in somebody's name. Send an access token with every request:
`Authorization: Bearer …`; it is made under “Access tokens” on one's own page. Whatever is refused is answered with
`reasons`, sentences in the language of `Accept-Language` (zh-hans, en)."""


class PlainChinese(JSONRenderer):
    """Chinese as it is written: half the bytes of its escapes, and a person can read it."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


class Site(NinjaAPI):
    """The description names each operation by its function, as the methods of a generated client are called."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function."""
        return operation.view_func.__name__


site = Site(
    title="Bihuan 闭环",
    version="1",
    description=ABOUT,
    urls_namespace="api",
    docs_url=None,  # its page would load scripts from elsewhere; docs/howto/api.md is for people
    docs_decorator=require_safe,
    auth=AccessToken(),
    renderer=PlainChinese(),
)
for failure, answer in ANSWERS.items():
    site.add_exception_handler(failure, answer)
for stage in (campaigns, opinions, ledger, supervision, people):
    site.add_router("", stage.router)
