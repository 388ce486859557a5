"""The store, for commands that need one. Imported when it is opened: `--help` does not wait for drivers."""

from typing import TYPE_CHECKING

from graph.settings import Settings

if TYPE_CHECKING:
    from graph.store import Store


def opened(settings: Settings | None = None) -> "Store":
    """Return the store that the settings name; by default those of the environment."""
    from graph.store import open_store

    return open_store(settings or Settings.from_environment())
