"""Addresses of pictures for `<img>`, plain and signed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import Any, Dict, Mapping, Optional, Union
from urllib.parse import quote

Layers = Mapping[str, Mapping[str, Any]]

_OPTIONS = ("format", "quality", "width", "height", "scale", "compression", "strict", "v")
_URL_CHARACTERS = 8_192


def image_url(server: str, template: str, *, api_key: str, layers: Optional[Layers] = None, **options: Any) -> str:
    """The address of a picture for `<img>`: works on pages of the allowed hosts.

    Options are format, quality, width, height, scale, compression, strict, and v (any value; a new one is a fresh
    picture).
    """
    return _checked(f"{base(server)}/api/v1/render?{_query(_pairs(template, api_key, layers, options))}")


def signed_image_url(
    server: str,
    template: str,
    *,
    api_key: str,
    secret: str,
    expires: Union[datetime, float],
    layers: Optional[Layers] = None,
    **options: Any,
) -> str:
    """A signed address: works anywhere until `expires`, an aware datetime or seconds since 1970."""
    pairs = _pairs(template, api_key, layers, options)
    pairs["exp"] = str(int(expires.timestamp() if isinstance(expires, datetime) else expires))
    query = _query(pairs)
    digest = hmac.new(secret.encode(), f"GET\n/api/v1/render\n{query}".encode(), hashlib.sha256).digest()
    signature = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return _checked(f"{base(server)}/api/v1/render?{query}&sig={signature}")


def base(server: str) -> str:
    """The server's address without a slash at its end."""
    return server.rstrip("/")


def _pairs(template: str, api_key: str, layers: Optional[Layers], options: Mapping[str, Any]) -> Dict[str, str]:
    pairs = {"template": template, "apiKey": api_key}
    for name, value in options.items():
        if name not in _OPTIONS:
            raise TypeError(f"there is no option {name!r}")
        pairs[name] = _text(name, value)
    for layer, properties in (layers or {}).items():
        for name, value in properties.items():
            pairs[f"{layer}.{name}"] = _text(f"{layer}.{name}", value)
    return pairs


def _text(name: str, value: Any) -> str:
    if value is None:
        raise TypeError(f'{name}: a URL cannot say "no value"')
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def _query(pairs: Mapping[str, str]) -> str:
    ordered = sorted(pairs.items(), key=lambda pair: pair[0].encode())
    return "&".join(f"{quote(name, safe='-._~')}={quote(value, safe='-._~')}" for name, value in ordered)


def _checked(url: str) -> str:
    if len(url) > _URL_CHARACTERS:
        raise ValueError(f"the URL has {len(url)} characters, {_URL_CHARACTERS} are possible; render by POST instead")
    return url
