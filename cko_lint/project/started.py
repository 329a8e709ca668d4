"""What is known when the command line takes over: the start of the program has read the files already."""

from __future__ import annotations

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from cko_lint.project.index import Indexes
    from cko_lint.project.printed import Printed
    from cko_lint.sources.scan import Scan


class Started:
    """A scan of the files that the command line names, and the indexes of their projects.

    Where the report depends on nothing else, it is kept as `printed`.
    """

    __slots__ = ("indexes", "printed", "scan")

    def __init__(self, scan: Scan, indexes: Indexes) -> None:
        self.scan = scan
        self.indexes = indexes
        self.printed: Printed | None = None
