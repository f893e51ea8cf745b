"""A client of one server with one key."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from datetime import datetime
from typing import Any, Callable, Dict, Iterator, Mapping, Optional, Tuple, Union
from urllib.parse import quote, urlencode

from .errors import ConnectionFailed, RenderStackError, error_of
from .picture import Picture
from .urls import Layers, base, image_url, signed_image_url

Answer = Tuple[int, Mapping[str, str], bytes]


class Client:
    """Renders templates and reads them. Safe to share between threads."""

    def __init__(
        self,
        server: str,
        api_key: Optional[str] = None,
        *,
        retries: int = 2,
        longest_wait: float = 30.0,
        timeout: float = 30.0,
        waiting: Callable[[float], None] = time.sleep,
    ) -> None:
        """Makes a client.

        Args:
            server: Such as "https://images.example.com".
            api_key: A Master, Project or Read-only key.
            retries: How often a 429, a 503 or a broken connection is tried again.
            longest_wait: A Retry-After beyond this many seconds is an error at once.
            timeout: Seconds that one attempt may be silent.
            waiting: How to wait between attempts, for tests.
        """
        self._server = base(server)
        self._api_key = api_key
        self._retries = retries
        self._longest_wait = longest_wait
        self._timeout = timeout
        self._waiting = waiting

    def render(self, template: str, *, layers: Optional[Layers] = None, **options: Any) -> Picture:
        """Renders a template; options are format, quality, width, height, scale, compression and strict."""
        body = {**options, "template": template, "layers": layers or {}}
        _, headers, content = self._send("POST", "/api/v1/renders/sync", body)
        return Picture(
            content=content,
            content_type=headers.get("content-type", "application/octet-stream"),
            id=headers.get("x-render-id"),
            entity_tag=headers.get("etag"),
            report=headers.get("x-render-report"),
        )

    def list_templates(self, *, limit: Optional[int] = None, cursor: Optional[str] = None) -> Dict[str, Any]:
        """One page of templates: "items" and "nextCursor"."""
        values = {"limit": limit, "cursor": cursor}
        query = urlencode({name: value for name, value in values.items() if value is not None})
        return self._json("/api/v1/templates" + (f"?{query}" if query else ""))

    def templates(self) -> Iterator[Dict[str, Any]]:
        """All templates, page by page."""
        cursor: Optional[str] = None
        while True:
            page = self.list_templates(cursor=cursor)
            yield from page["items"]
            cursor = page["nextCursor"]
            if not cursor:
                return

    def template(self, id_or_slug: str) -> Dict[str, Any]:
        """One template by id or slug, with its dynamic layers."""
        return self._json("/api/v1/templates/" + quote(id_or_slug, safe=""))

    def image_url(self, template: str, *, api_key: str, layers: Optional[Layers] = None, **options: Any) -> str:
        """See `renderstack.image_url`; `api_key` must be a GET key."""
        return image_url(self._server, template, api_key=api_key, layers=layers, **options)

    def signed_image_url(
        self,
        template: str,
        *,
        api_key: str,
        secret: str,
        expires: Union[datetime, float],
        layers: Optional[Layers] = None,
        **options: Any,
    ) -> str:
        """See `renderstack.signed_image_url`."""
        return signed_image_url(
            self._server, template, api_key=api_key, secret=secret, expires=expires, layers=layers, **options
        )

    def _json(self, path: str) -> Dict[str, Any]:
        result: Dict[str, Any] = json.loads(self._send("GET", path)[2])
        return result

    def _send(self, method: str, path: str, body: Optional[Mapping[str, Any]] = None) -> Answer:
        attempt = 0
        while True:
            error: Union[RenderStackError, ConnectionFailed]
            try:
                status, headers, content = self._once(method, path, body)
                if 200 <= status < 300:
                    return status, headers, content
                error = error_of(status, content, headers.get("retry-after"))
                if status not in (429, 503):
                    raise error
            except ConnectionFailed as failure:
                error = failure
            seconds = error.retry_after if error.retry_after is not None else 0.25 * 2**attempt
            # Rendering twice is harmless; waiting for longer than the caller agreed to is not.
            if attempt >= self._retries or seconds > self._longest_wait:
                raise error
            self._waiting(seconds)
            attempt += 1

    def _once(self, method: str, path: str, body: Optional[Mapping[str, Any]]) -> Answer:
        headers = {"Accept": "*/*"}
        if self._api_key:
            headers["Authorization"] = f"Bearer {self._api_key}"
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode()
        request = urllib.request.Request(self._server + path, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as response:
                return response.status, _lowered(response.headers), response.read()
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, _lowered(refusal.headers), refusal.read()
        except (OSError, http.client.HTTPException) as failure:
            raise ConnectionFailed(f"{self._server} could not be reached: {failure}") from failure


def _lowered(headers: Any) -> Dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
