"""Pictures over https on a free port of this machine, and everything that such a server can do wrong.

images_server.py CERTIFICATE KEY PICTURE ADDRESS: prints its port, then a line for each request; ends with its standard input.
"""

import http.server
import pathlib
import socket
import ssl
import sys
import threading

CERTIFICATE, KEY, PICTURE, ADDRESS = sys.argv[1:]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, headers, body=b""):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = self.path.split("?")[0]
        print(path, self.headers.get("Cookie", "-"), self.headers.get("Authorization", "-"), flush=True)
        picture = pathlib.Path(PICTURE).read_bytes()
        here = f"https://{self.headers['Host']}"
        if path == "/a.png":
            # A declared type counts for nothing, and a cookie is not kept.
            self.answer(200, {"Content-Type": "text/html", "Set-Cookie": "seen=1"}, picture)
        elif path == "/page.png":
            self.answer(200, {"Content-Type": "image/png"}, b"<html></html>")
        elif path == "/moved.png":
            self.answer(302, {"Location": "a.png"})
        elif path == "/round.png":
            self.answer(302, {"Location": f"{here}/round.png"})
        elif path == "/private.png":
            self.answer(302, {"Location": "https://10.0.0.1/a.png"})
        elif path == "/plain.png":
            self.answer(302, {"Location": "http://127.0.0.1:1/a.png"})
        elif path == "/said.png":
            self.send_response(200)
            self.send_header("Content-Length", str(11 << 20))
            self.end_headers()
        elif path == "/large.png":
            # No length is said, so only counting helps.
            self.send_response(200)
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            for _ in range(12):
                self.wfile.write(picture + bytes((1 << 20) - len(picture)))
        elif path == "/slow.png":
            self.send_response(200)
            self.send_header("Content-Length", str(len(picture)))
            self.end_headers()
            self.wfile.write(picture[:20])
            self.wfile.flush()
            # Nothing more comes until the other side has had enough.
            self.connection.recv(1)
            self.close_connection = True
        else:
            self.answer(404, {})


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    address_family = socket.AF_INET6 if ":" in ADDRESS else socket.AF_INET

    def handle_error(self, request, client_address):
        pass


server = Server((ADDRESS, 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(CERTIFICATE, KEY)
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
