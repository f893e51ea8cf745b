"""Runs against a server: RENDERSTACK_URL, RENDERSTACK_KEY, RENDERSTACK_GET_KEY, RENDERSTACK_SECRET; see ClientKitTests."""

import asyncio
import json
import os
import pathlib
import time
import unittest
import urllib.error
import urllib.request

import renderstack

SERVER = os.environ["RENDERSTACK_URL"]
KEY = os.environ["RENDERSTACK_KEY"]
GET_KEY = os.environ["RENDERSTACK_GET_KEY"]
SECRET = os.environ["RENDERSTACK_SECRET"]
VECTORS = pathlib.Path(__file__).resolve().parents[3] / "docs" / "signed-url-vectors.json"


def status(url, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


class Scripted(renderstack.Client):
    """A client whose attempts are answered by a list."""

    def __init__(self, answers, **options):
        self.waits = []
        self.answers = answers
        super().__init__("http://x.test", waiting=self.waits.append, **options)

    def _once(self, method, path, body):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


class LiveTests(unittest.TestCase):
    client = renderstack.Client(SERVER, KEY)

    def test_a_render_gives_bytes_and_says_what_they_are(self):
        picture = self.client.render("social-card", layers={"title": {"text": "Hello"}}, width=300)
        self.assertEqual(picture.content_type, "image/png")
        self.assertEqual(picture.content[1:4], b"PNG")
        self.assertTrue(picture.id.startswith("rnd_"))

    def test_the_asyncio_client_renders_too(self):
        async def both():
            client = renderstack.AsyncClient(SERVER, KEY)
            calls = (client.render("social-card", width=300), client.template("social-card"), client.templates())
            return await asyncio.gather(*calls)

        picture, template, templates = asyncio.run(both())
        self.assertEqual(picture.content[1:4], b"PNG")
        self.assertIn(template["id"], [each["id"] for each in templates])

    def test_templates_are_listed_and_read(self):
        self.assertIn("social-card", [template["slug"] for template in self.client.templates()])
        self.assertEqual(len(self.client.list_templates(limit=1)["items"]), 1)
        self.assertTrue(self.client.template("social-card")["dynamicLayers"])

    def test_refusals_are_typed_and_carry_the_problem(self):
        with self.assertRaises(renderstack.ValidationError) as caught:
            self.client.render("social-card", format="gif", width=0)
        self.assertEqual(caught.exception.slug, "validation-error")
        self.assertEqual(sorted(error.pointer for error in caught.exception.errors), ["/format", "/width"])
        self.assertTrue(caught.exception.instance.startswith("req_"))
        with self.assertRaises(renderstack.NotFoundError):
            self.client.render("nothing")
        with self.assertRaises(renderstack.AuthenticationError):
            renderstack.Client(SERVER, "rs_live_x").template("a")
        with self.assertRaises(renderstack.ForbiddenError):
            renderstack.Client(SERVER, GET_KEY).template("a")

    def test_a_get_url_draws_for_an_allowed_host_a_signed_one_anywhere(self):
        layers = {"title": {"text": "50% & ü 🎉\nnew line", "fontSize": 40}}
        url = self.client.image_url("social-card", api_key=GET_KEY, layers=layers, width=300, strict=False)
        self.assertEqual(status(url, Referer="https://example.com/"), 200)
        self.assertEqual(status(url), 403)
        signed = self.client.signed_image_url(
            "social-card", api_key=GET_KEY, secret=SECRET, expires=time.time() + 60, layers=layers, width=300)
        self.assertEqual(status(signed), 200)
        self.assertEqual(status(signed + "A"), 403)


class PureTests(unittest.TestCase):
    def test_the_published_vectors(self):
        published = json.loads(VECTORS.read_text("utf-8"))
        for vector in published["vectors"]:
            pairs = dict(vector["pairs"])
            template, key, layers, options = pairs.pop("template"), pairs.pop("apiKey"), {}, {}
            for name, value in pairs.items():
                layer, _, rest = name.partition(".")
                if rest:
                    layers.setdefault(layer, {})[rest] = value
                else:
                    options[name] = value
            url = renderstack.signed_image_url(
                "https://x.test/", template, api_key=key, secret=published["secret"], expires=vector["exp"],
                layers=layers, **options)
            self.assertEqual(url, "https://x.test/api/v1/render?" + vector["query"])

    def test_what_a_url_cannot_say_is_refused_before_it_is_sent(self):
        for layers, options in [({"a": {"text": None}}, {}), ({}, {"colour": "red"})]:
            with self.assertRaises(TypeError):
                renderstack.image_url("http://x.test", "t", api_key="k", layers=layers, **options)
        with self.assertRaises(ValueError):
            renderstack.image_url("http://x.test", "t", api_key="k", layers={"a": {"text": "x" * 9_000}})

    def test_429_and_503_are_tried_again_after_retry_after_and_no_longer_than_agreed(self):
        busy = lambda seconds, code=503: (code, {"retry-after": str(seconds)}, b"{}")
        good = (200, {"content-type": "image/png"}, b"png")
        patient = Scripted([busy(3), busy(7, 429), good])
        self.assertEqual(patient.render("t").content, b"png")
        self.assertEqual(patient.waits, [3, 7])
        spent = Scripted([busy(1), busy(1), busy(1), good])
        with self.assertRaises(renderstack.OverloadedError):
            spent.render("t")
        self.assertEqual(spent.waits, [1, 1])
        with self.assertRaises(renderstack.OverloadedError) as caught:
            Scripted([busy(31), good]).render("t")
        self.assertEqual(caught.exception.retry_after, 31)
        with self.assertRaises(renderstack.RenderError):
            Scripted([(422, {}, b"<html>"), good]).render("t")

    def test_a_broken_connection_is_tried_again_then_told(self):
        broken = Scripted([renderstack.ConnectionFailed("x")] * 3)
        with self.assertRaises(renderstack.ConnectionFailed):
            broken.render("t")
        self.assertEqual(broken.waits, [0.25, 0.5])
        with self.assertRaises(renderstack.ConnectionFailed):
            renderstack.Client("http://127.0.0.1:1", KEY, retries=0).template("a")


if __name__ == "__main__":
    unittest.main()
