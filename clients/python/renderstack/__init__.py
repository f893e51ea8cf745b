"""Pictures from templates: a client for RenderStack servers."""

from .asynchronous import AsyncClient
from .client import Client
from .errors import (
    AuthenticationError,
    ConnectionFailed,
    DeadlineError,
    ForbiddenError,
    NotFoundError,
    OverloadedError,
    Problem,
    RateLimitedError,
    RenderError,
    RenderStackError,
    ServerError,
    ValidationError,
)
from .picture import Picture
from .urls import image_url, signed_image_url

__all__ = [
    "AsyncClient",
    "AuthenticationError",
    "Client",
    "ConnectionFailed",
    "DeadlineError",
    "ForbiddenError",
    "NotFoundError",
    "OverloadedError",
    "Picture",
    "Problem",
    "RateLimitedError",
    "RenderError",
    "RenderStackError",
    "ServerError",
    "ValidationError",
    "image_url",
    "signed_image_url",
]
