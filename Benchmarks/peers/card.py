"""The card that every peer draws: geometry in pixels from the top left, lines already broken, text by its baseline."""
import random
from pathlib import Path

HERE = Path(__file__).resolve().parent
ASSETS = HERE / "cards" / "assets"
OUT = HERE / "out"
FONTS = Path("/usr/share/fonts/opentype/inter")
LOGO, PHOTO = ASSETS / "logo.png", ASSETS / "photo.jpg"
BOLD, REGULAR = FONTS / "Inter-Bold.otf", FONTS / "Inter-Regular.otf"

WIDTH, HEIGHT = 1200, 630
VARIANTS = "ABC"

# Flat background of A, ends of the diagonal gradient of B; C has a photograph.
BACKGROUND = (15, 23, 42)
GRADIENT = ((99, 102, 241), (236, 72, 153))

# x, y, width, height, corner radius.
PANEL, PANEL_COLOR = (60, 60, 1080, 510, 32), (30, 41, 59)
PANEL_OPACITY = {"A": 1.0, "B": 1.0, "C": 0.72}
PILL, PILL_COLOR = (110, 486, 240, 48, 24), (56, 189, 248)
LOGO_BOX = (110, 110, 96, 96)

# B's shadow, black: offset down, sigma of the Gaussian, opacity.
SHADOW_DOWN, SHADOW_SIGMA, SHADOW_OPACITY = 16, 24, 0.35

TEXT_LEFT = 110
TITLE_SIZE, TITLE_COLOR, TITLE_BASELINES = 64, (255, 255, 255), (290, 366)
SUBTITLE_SIZE, SUBTITLE_COLOR, SUBTITLE_BASELINES = 28, (203, 213, 225), (416, 452)

WORDS = """atlas amber anchor aurora balance basin beacon bridge canvas carbon cedar cinder coast comet copper coral
cosmic crystal delta ember engine estuary fabric falcon field flint forest garden glacier granite harbor hazel horizon
island ivory jasmine juniper lagoon lantern lattice ledger linen lumen maple marble meadow mercury mosaic nectar oasis
ocean onyx orbit orchid paper pebble pepper pilot planet prairie prism quartz raven ribbon river saffron sailor satin
signal silver sketch spruce summit sunset tangent temple thunder timber topaz tundra valley velvet violet walnut willow
window winter zephyr""".split()


def hexadecimal(color):
    return "#%02x%02x%02x" % color


def line(chooser, letters):
    """Words that fill a line to exactly that many letters, so that every render shapes as many glyphs."""
    text = chooser.choice(WORDS).capitalize()
    while len(text) < letters:
        text += " " + chooser.choice(WORDS)
    return text[:letters].rstrip().ljust(letters, "e")


def text(number):
    """Two title lines and two subtitle lines of picture `number`; about 120 glyphs, no two numbers alike."""
    chooser = random.Random(number * 104_729 + 7)
    return [line(chooser, 21) for _ in range(2)], [line(chooser, 41) for _ in range(2)]


def lines(title, subtitle):
    """Each line with what it is drawn with: text, baseline, font file, size, colour."""
    titles = [(words, y, BOLD, TITLE_SIZE, TITLE_COLOR) for words, y in zip(title, TITLE_BASELINES)]
    return titles + [
        (words, y, REGULAR, SUBTITLE_SIZE, SUBTITLE_COLOR) for words, y in zip(subtitle, SUBTITLE_BASELINES)]
