"""The ciphers of the key slots: closing with a key, and sealing for someone who will open with a phrase.

Closed bytes are bound to `about`: they open only for the same person of the same house.
"""

from __future__ import annotations

import os

KEY_BYTES = 32
_NONCE_BYTES, _TAG_BYTES = 12, 16
CLOSED_BYTES = _NONCE_BYTES + KEY_BYTES + _TAG_BYTES
SEALED_BYTES = KEY_BYTES + CLOSED_BYTES


class DoesNotOpen(Exception):
    """The key is another one, or what was closed has been changed."""


def close(secret: bytes, key: bytes, about: bytes) -> bytes:
    """AES-256-GCM, its random nonce in front."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, secret, about)


def reopen(closed: bytes, key: bytes, about: bytes) -> bytes:
    """Raises DoesNotOpen."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(closed[:_NONCE_BYTES], closed[_NONCE_BYTES:], about)
    except InvalidTag:
        raise DoesNotOpen from None


def new_pair() -> tuple[bytes, bytes]:
    """The private and the public half of an X25519 key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal(secret: bytes, public: bytes, about: bytes) -> bytes:
    """Closes for the owner of the public half: no phrase is needed. The one-time public half comes in front."""
    once, once_public = new_pair()
    return once_public + close(secret, _shared(once, public, once_public + public), about)


def unseal(sealed: bytes, private: bytes, about: bytes) -> bytes:
    """Raises DoesNotOpen."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    once_public, closed = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return reopen(closed, _shared(private, once_public, once_public + public), about)


def derived(key: bytes, purpose: bytes) -> bytes:
    """Another key for another purpose, so that no key serves two ciphers."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"arrimage " + purpose).derive(key)


def _shared(private: bytes, public: bytes, both: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    try:
        secret = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:  # a public half made so that every exchange with it gives zero
        raise DoesNotOpen from None
    return derived(secret, b"seal" + both)
