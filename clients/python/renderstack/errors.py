"""Refusals of the server as exceptions with every field of its problem document (RFC 9457)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Dict, List, Mapping, Optional, Type


@dataclass(frozen=True)
class Problem:
    """One wrong value of a request."""

    pointer: str
    detail: str


class RenderStackError(Exception):
    """A refusal of the server."""

    def __init__(self, problem: Mapping[str, Any], status: int, retry_after: Optional[float]) -> None:
        super().__init__(problem.get("detail") or problem.get("title") or f"the server answered {status}")
        self.status = status
        self.type: str = problem.get("type") or "about:blank"
        self.slug: str = self.type.rsplit("/", 1)[-1]
        """The stable name of the kind of problem, such as "validation-error"."""
        self.title: str = problem.get("title") or ""
        self.detail: str = problem.get("detail") or ""
        self.instance: Optional[str] = problem.get("instance")
        """The request's id, for whoever runs the server."""
        self.errors: List[Problem] = [
            Problem(error.get("pointer", ""), error.get("detail", "")) for error in problem.get("errors") or []
        ]
        self.retry_after = retry_after
        """Seconds that the server asks to wait."""


class ValidationError(RenderStackError):
    """400: a value is missing, malformed or unknown; `errors` lists all."""


class AuthenticationError(RenderStackError):
    """401: the key is missing, unknown, revoked or expired."""


class ForbiddenError(RenderStackError):
    """403: the key may not do this, or its host is not allowed."""


class NotFoundError(RenderStackError):
    """404: there is no such template or render."""


class RenderError(RenderStackError):
    """422: the template and values cannot make a picture."""


class RateLimitedError(RenderStackError):
    """429: the key's budget of the minute is spent."""


class OverloadedError(RenderStackError):
    """503: the server has too much to do."""


class DeadlineError(RenderStackError):
    """504: the render took too long."""


class ServerError(RenderStackError):
    """500 and whatever else is the server's fault."""


class ConnectionFailed(Exception):
    """The server could not be reached, or its answer did not arrive in time."""

    retry_after: Optional[float] = None


_KINDS: Dict[int, Type[RenderStackError]] = {
    400: ValidationError,
    401: AuthenticationError,
    403: ForbiddenError,
    404: NotFoundError,
    422: RenderError,
    429: RateLimitedError,
    503: OverloadedError,
    504: DeadlineError,
}


def error_of(status: int, body: bytes, retry_after: Optional[str]) -> RenderStackError:
    """Reads a refusal; what is no problem document still becomes an error with its status."""
    try:
        problem = json.loads(body)
    except ValueError:
        problem = {}
    kind = _KINDS.get(status, ServerError if status >= 500 else RenderStackError)
    return kind(problem if isinstance(problem, dict) else {}, status, _seconds(retry_after))


def _seconds(text: Optional[str]) -> Optional[float]:
    if not text:
        return None
    if text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return max(0.0, (moment - datetime.now(timezone.utc)).total_seconds())
