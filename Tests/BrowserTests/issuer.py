"""An OpenID Connect issuer on this machine, with a page to sign in on and a key of its own."""

import base64
import datetime
import hashlib
import http.server
import ipaddress
import json
import secrets
import ssl
import threading
import time
import urllib.parse
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

PAGE = """<!doctype html><html lang="en"><title>Issuer</title><link rel="icon" href="data:,">
<h1>Sign in at the issuer</h1>
<form method="get" action="/approve"><input type="hidden" name="request" value="{request}">
<label>E-mail <input name="email"></label><button>Continue</button></form>"""


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def certificate(authority: Path) -> Path:
    """Makes an authority, writes its certificate, and gives a file with one for this machine and its key."""
    names = [x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)]) for text in ("Authority", "127.0.0.1")]
    keys = [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in names]
    now = datetime.datetime.now(datetime.UTC)
    signed = []
    for place, (name, key) in enumerate(zip(names, keys)):
        made = (
            x509.CertificateBuilder().subject_name(name).issuer_name(names[0]).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=place == 0, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False))
        signed.append(made.sign(keys[0], hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    authority.write_bytes(signed[0])
    chain = authority.with_suffix(".chain")
    chain.write_bytes(signed[1] + keys[1].private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return chain


class Issuer:
    """Whoever types an address on its page is its owner; addresses below unverified.example are not verified."""

    CLIENT = "renderstack"
    SECRET = "a secret of the browser tests"

    def __init__(self, authority: Path | None = None):
        """With a file, speaks HTTPS by a certificate of an authority that it writes there."""
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.grants = {}
        issuer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                url = urllib.parse.urlsplit(self.path)
                query = dict(urllib.parse.parse_qsl(url.query))
                if url.path == "/.well-known/openid-configuration":
                    self.reply(json.dumps(issuer.discovery()), "application/json")
                elif url.path == "/keys":
                    self.reply(json.dumps(issuer.keys()), "application/json")
                elif url.path == "/authorize":
                    self.reply(PAGE.format(request=encoded(url.query.encode())), "text/html")
                elif url.path == "/approve":
                    self.reply("", "text/plain", 302, issuer.approve(query))
                else:
                    self.reply("", "text/plain", 404)

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                token = issuer.trade(dict(urllib.parse.parse_qsl(body)), self.headers.get("Authorization", ""))
                answer = {"id_token": token, "access_token": "none", "token_type": "Bearer"} if token else {
                    "error": "invalid_grant"}
                self.reply(json.dumps(answer), "application/json", 200 if token else 400)

            def reply(self, text, kind, status=200, location=None):
                self.send_response(status)
                self.send_header("Content-Type", kind + "; charset=utf-8")
                self.send_header("Content-Length", str(len(text.encode())))
                if location:
                    self.send_header("Location", location)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        scheme = "http"
        if authority:
            scheme = "https"
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate(authority))
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.name = f"{scheme}://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def discovery(self):
        return {"issuer": self.name, "authorization_endpoint": self.name + "/authorize",
                "token_endpoint": self.name + "/token", "jwks_uri": self.name + "/keys"}

    def keys(self):
        numbers = self.key.public_key().public_numbers()
        return {"keys": [{"kty": "RSA", "kid": "one", "use": "sig", "alg": "RS256", "n": encoded(
            numbers.n.to_bytes(256, "big")), "e": encoded(numbers.e.to_bytes(3, "big"))}]}

    def approve(self, query):
        padded = query["request"] + "=" * (-len(query["request"]) % 4)
        request = dict(urllib.parse.parse_qsl(base64.urlsafe_b64decode(padded).decode()))
        if not query.get("email"):
            back = {"error": "access_denied", "state": request["state"]}
        else:
            code = secrets.token_urlsafe(16)
            self.grants[code] = (request, query["email"])
            back = {"code": code, "state": request["state"]}
        return request["redirect_uri"] + "?" + urllib.parse.urlencode(back)

    def trade(self, form, authorization):
        request, email = self.grants.pop(form.get("code"), (None, None))
        credentials = f"{self.CLIENT}:{urllib.parse.quote(self.SECRET)}"
        proof = encoded(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if (not request or authorization != "Basic " + base64.b64encode(credentials.encode()).decode()
                or proof != request["code_challenge"] or form["redirect_uri"] != request["redirect_uri"]):
            return None
        now = int(time.time())
        claims = {"iss": self.name, "sub": "sub of " + email, "aud": self.CLIENT, "iat": now, "exp": now + 300,
                  "nonce": request["nonce"], "email": email,
                  "email_verified": not email.endswith("@unverified.example"), "name": email.split("@")[0].title()}
        text = ".".join(encoded(json.dumps(part).encode()) for part in (
            {"alg": "RS256", "kid": "one", "typ": "JWT"}, claims))
        return text + "." + encoded(self.key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))

    def stop(self):
        self.server.shutdown()
