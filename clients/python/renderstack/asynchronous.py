"""The client for asyncio: each call runs on a thread of its own, so that the event loop never waits."""

from __future__ import annotations

import asyncio
from typing import Any, Dict, List, Optional

from .client import Client
from .picture import Picture
from .urls import Layers


class AsyncClient:
    """The same as `Client`, awaited. It takes the same arguments."""

    def __init__(self, server: str, api_key: Optional[str] = None, **options: Any) -> None:
        """Makes a client; options are those of `Client`."""
        self._client = Client(server, api_key, **options)

    async def render(self, template: str, *, layers: Optional[Layers] = None, **options: Any) -> Picture:
        """See `Client.render`."""
        return await asyncio.to_thread(self._client.render, template, layers=layers, **options)

    async def list_templates(self, *, limit: Optional[int] = None, cursor: Optional[str] = None) -> Dict[str, Any]:
        """See `Client.list_templates`."""
        return await asyncio.to_thread(self._client.list_templates, limit=limit, cursor=cursor)

    async def templates(self) -> List[Dict[str, Any]]:
        """All templates."""
        return await asyncio.to_thread(lambda: list(self._client.templates()))

    async def template(self, id_or_slug: str) -> Dict[str, Any]:
        """See `Client.template`."""
        return await asyncio.to_thread(self._client.template, id_or_slug)
