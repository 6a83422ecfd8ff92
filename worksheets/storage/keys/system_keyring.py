"""The keyring of the system: it keeps a key for the person logged in to this computer, and opens when they log in."""

from __future__ import annotations

from typing import Final

from worksheets.storage.failures import KeyringRefused

_SERVICE: Final = "both-sides"

# `keyring` takes long to load and most people have no use for it, so it is imported where it is used.


def is_there() -> bool:
    """Return whether this computer has a keyring that protects what it keeps."""
    import keyring

    return keyring.get_keyring().priority >= 1


def kept(name: str) -> str:
    """Return what the keyring keeps under this name; raises KeyringRefused if it keeps nothing, or is closed."""
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(_SERVICE, name)
    except KeyringError as error:
        raise KeyringRefused from error
    if found is None:
        raise KeyringRefused
    return found


def keep(name: str, secret: str) -> None:
    """Keep this under this name; raises KeyringRefused if it cannot be read back."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, name, secret)
    except KeyringError as error:
        raise KeyringRefused from error
    if kept(name) != secret:
        raise KeyringRefused
