"""Words that only the right page may read, and codes that are kept without being known.

Sealing is AES-256-GCM. Keys are derived by HKDF-SHA256 from `settings.BIHUAN_CONTACT_KEYS` (newest first), from the
file of `bihuan keys rotate`, else from `SECRET_KEY` and its fall-backs; a sealed text names the key that made it, so a
new key can be put in front of the old one at any time and `is_stale` says what is still to be sealed again.
"""

import hmac
import os
import secrets
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

FORMAT = b"\x01"
NONCE, MARK = 12, 4


class Unreadable(Exception):
    """No key at hand opens this: the key is gone, the content was changed, or it belongs elsewhere."""


def seal(text: str, *, context: str) -> bytes:
    """Encrypt `text` with the newest key, bound to `context` (`opinion:42`); elsewhere it does not open."""
    return seal_bytes(text.encode(), context=context)


def seal_bytes(content: bytes, *, context: str) -> bytes:
    """The same for any content."""
    key = next(_sealing_keys())
    nonce = secrets.token_bytes(NONCE)
    return FORMAT + _mark(key) + nonce + AESGCM(key).encrypt(nonce, content, context.encode())


def unseal(sealed: bytes, *, context: str) -> str:
    """Decrypt what `seal` made for the same context.

    Raises:
        Unreadable: see there.
    """
    return unseal_bytes(sealed, context=context).decode()


def unseal_bytes(sealed: bytes, *, context: str) -> bytes:
    """Decrypt what `seal_bytes` made for the same context.

    Raises:
        Unreadable: see there.
    """
    mark, rest = sealed[1 : 1 + MARK], sealed[1 + MARK :]
    for key in _sealing_keys():
        if sealed[:1] == FORMAT and hmac.compare_digest(mark, _mark(key)):
            try:
                return AESGCM(key).decrypt(rest[:NONCE], rest[NONCE:], context.encode())
            except InvalidTag:
                break
    raise Unreadable


def is_stale(sealed: bytes) -> bool:
    """Was it sealed with an older key than the newest one?"""
    return sealed[: 1 + MARK] != FORMAT + _mark(next(_sealing_keys()))


def keyed_digests(text: str, *, purpose: str) -> list[str]:
    """Digests of `text` (HMAC-SHA256, hexadecimal) under every secret that may have made one, newest first.

    Write the first; look for any. `purpose` keeps digests of different things apart.
    """
    return [_hmac(_derive(secret, purpose), text).hex() for secret in _secrets()]


def keyed_digest(text: str, *, purpose: str) -> str:
    """The digest to write: the one under the newest secret."""
    return keyed_digests(text, purpose=purpose)[0]


def keyed_bytes(text: str, *, purpose: str) -> bytes:
    """32 bytes that follow from `text` and our secret, and that nobody else can compute."""
    return _hmac(_derive(next(_secrets()), purpose), text)


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), sha256).digest()


def _secrets() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from map(str, settings.SECRET_KEY_FALLBACKS)


def _sealing_keys() -> Iterator[bytes]:
    """Newest first: keys of the environment, keys that were rotated in, and the secret key itself.

    The last stays able to open what it sealed before there was any other key.
    """
    for secret in (*getattr(settings, "BIHUAN_CONTACT_KEYS", ()), *rotated_keys(), *_secrets()):
        yield _derive(secret, "sealing")


def rotated_keys() -> tuple[str, ...]:
    """Keys that `bihuan keys rotate` made, newest first; a running server notices a new one by the file's time."""
    path = getattr(settings, "BIHUAN_CONTACT_KEY_FILE", None)
    try:
        return _keys_of(str(path), path.stat().st_mtime_ns) if path else ()
    except FileNotFoundError:
        return ()


@lru_cache(maxsize=1)
def _keys_of(path: str, _stamp: int) -> tuple[str, ...]:
    return tuple(Path(path).read_text(encoding="ascii").split())


def add_key() -> None:
    """Put a fresh key in front of the others, in a file that only its owner reads; it is never half-written."""
    path = Path(settings.BIHUAN_CONTACT_KEY_FILE)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write("\n".join([secrets.token_urlsafe(32), *rotated_keys()]) + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def forget_old_keys() -> int:
    """Keep only the newest rotated key; return how many were forgotten. Seal everything anew before."""
    keys = rotated_keys()
    if len(keys) > 1:
        path = Path(settings.BIHUAN_CONTACT_KEY_FILE)
        draft = path.with_suffix(".new")
        draft.write_text(f"{keys[0]}\n", encoding="ascii")
        draft.chmod(0o600)
        draft.replace(path)
    return max(len(keys) - 1, 0)


def _derive(secret: str, purpose: str) -> bytes:
    # HKDF is right for secrets of high entropy, as both settings are; a password would need a slow hash.
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"bihuan {purpose}".encode()).derive(secret.encode())


def _mark(key: bytes) -> bytes:
    return sha256(b"mark" + key).digest()[:MARK]
