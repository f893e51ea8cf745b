import base64
import hashlib
import hmac
from urllib.parse import quote


def signed_url(server, parameters, secret, expires):
    """A signed image URL that works from any page or mail until `expires` (seconds since 1970)."""
    pairs = sorted({**parameters, "exp": expires}.items(), key=lambda pair: pair[0].encode())
    query = "&".join(f"{quote(name, safe='-._~')}={quote(str(value), safe='-._~')}" for name, value in pairs)
    message = f"GET\n/api/v1/render\n{query}".encode()
    digest = hmac.new(secret.encode(), message, hashlib.sha256).digest()
    signature = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return f"{server}/api/v1/render?{query}&sig={signature}"
