"""An open-loop load: requests leave by the clock, whatever becomes of those before them."""
import asyncio
import json
import time


class Line(asyncio.Protocol):
    """One HTTP/1.1 connection that is kept; counts a body's bytes without storing them."""

    def __init__(self):
        self.waiter, self.head, self.left, self.status = None, b"", -1, 0

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        if self.left < 0:
            self.head += data
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return
            head, data, self.head = self.head[:end].lower(), self.head[end + 4:], b""
            self.status = int(head[9:12])
            place = head.find(b"content-length:")
            self.left = int(head[place + 15:head.find(b"\r", place) if b"\r" in head[place:] else None])
        self.left -= len(data)
        if self.left <= 0:
            self.left = -1
            if self.waiter and not self.waiter.done():
                self.waiter.set_result(self.status)

    def connection_lost(self, error):
        if self.waiter and not self.waiter.done():
            self.waiter.set_result(0)


class Pool:
    """Connections to one server, opened when none is free, at most `limit` of them."""

    def __init__(self, host, port, limit):
        self.host, self.port, self.limit = host, port, limit
        self.free, self.open = [], 0

    async def ask(self, request):
        """The status of the answer; 0 where the connection broke, None where no connection was to be had."""
        while self.free and self.free[-1].transport.is_closing():
            self.free.pop()
            self.open -= 1
        if self.free:
            line = self.free.pop()
        elif self.open >= self.limit:
            return None
        else:
            self.open += 1
            try:
                _, line = await asyncio.get_running_loop().create_connection(Line, self.host, self.port)
            except OSError:
                self.open -= 1
                return 0
        line.waiter = asyncio.get_running_loop().create_future()
        line.transport.write(request)
        status = await line.waiter
        if status and not line.transport.is_closing():
            self.free.append(line)
        else:
            self.open -= 1
        return status

    def close(self):
        for line in self.free:
            line.transport.close()


def post(key, body):
    """The bytes of a render request."""
    data = json.dumps(body, separators=(",", ":")).encode()
    return (f"POST /api/v1/renders/sync HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n").encode() + data


def get(path):
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


class Stream:
    """Requests at an even rate; what became of each by the second that it left."""

    def __init__(self, name, pool, rate, make):
        self.name, self.pool, self.rate, self.make = name, pool, rate, make
        self.answers, self.late = [], 0.0

    async def one(self, number, start):
        left = time.monotonic()
        status = await self.pool.ask(self.make(number))
        now = time.monotonic()
        self.answers.append((left - start, now - start, now - left, status))

    async def run(self, seconds):
        """Sends for that long, then waits for what is under way."""
        start, under_way = time.monotonic(), set()
        for number in range(int(self.rate * seconds)):
            due = start + number / self.rate
            delay = due - time.monotonic()
            if delay > 0:
                await asyncio.sleep(delay)
            self.late = max(self.late, time.monotonic() - due)
            task = asyncio.create_task(self.one(number, start))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        if under_way:
            await asyncio.wait(under_way, timeout=20)

    def counts(self):
        """How often each status came; `none` where no connection was free, `broken` where one broke."""
        names = {None: "none", 0: "broken"}
        found = {}
        for *_, status in self.answers:
            name = names.get(status, str(status))
            found[name] = found.get(name, 0) + 1
        return found

    def goodput(self, seconds):
        """Pictures a second among those that were answered while the load ran, its first second left out."""
        skipped = min(1.0, seconds / 4)
        good = sum(1 for _, answered, _, status in self.answers if status == 200 and skipped <= answered <= seconds)
        return good / (seconds - skipped)


async def closed(pool, make, connections, seconds):
    """A closed loop: that many requests always under way; pictures a second, its first second left out."""
    start, done = time.monotonic(), []
    number = iter(range(1 << 40))

    async def lane():
        while time.monotonic() - start < seconds:
            if await pool.ask(make(next(number))) == 200:
                done.append(time.monotonic() - start)

    await asyncio.gather(*(lane() for _ in range(connections)))
    skipped = min(1.0, seconds / 4)
    return sum(1 for moment in done if skipped <= moment <= seconds) / (seconds - skipped)
