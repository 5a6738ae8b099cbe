"""The names of everybody in the notebook."""

from beforehand.store.notebook import Notebook


def everyone(notebook: Notebook) -> tuple[str, ...]:
    """Full names of all counterparts; of those put away too, who are still spoken of in notes."""
    rows = notebook.vault.read("SELECT DISTINCT name FROM counterparts ORDER BY rowid")
    return tuple(name for (name,) in rows)
