"""Refusals of imports and exports; each code has a page in docs/problems."""

from kernel.api import Conflict, Problem


class ImportState(Conflict):
    """The step does not fit the state the import is in."""

    code = "import-state"
    title = "The import is not at this step"


class TooManyImports(Problem):
    """The account has as many unfinished imports as it may."""

    code = "too-many-imports"
    status = 409
    title = "Finish or cancel an import first"


class CannotUndo(Conflict):
    """Undoing would lose what was done afterwards, or its time is over."""

    code = "cannot-undo"
    title = "This import can no longer be undone"


class FileRead(Problem):
    """The file cannot be read or written as map data; `reason` says why in one word."""

    code = "map-data"
    status = 422
    title = "The map data cannot be taken"

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail, reason=reason)
        self.reason = reason
