"""A picture as it came from the server."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Optional, Union


@dataclass(frozen=True)
class Picture:
    """The bytes of a picture and what the server said of it."""

    content: bytes
    content_type: str
    id: Optional[str]
    entity_tag: Optional[str]
    report: Optional[str]
    """What was shrunk, cut, substituted or missing; None where nothing was."""

    def save(self, path: Union[str, "os.PathLike[str]"]) -> None:
        """Writes the bytes to a file."""
        with open(path, "wb") as file:
            file.write(self.content)
