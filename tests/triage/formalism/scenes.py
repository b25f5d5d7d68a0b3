"""Drawn photographs: rooms, yards and papers with grain, from a seed; and what people do to a photograph they use again.

`room(seed, people=…)` draws the same room for the same seed; with other people and another standpoint it is another
photograph of it, which is the innocent twin of a copy.
"""

import io
import random
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

SIZE = (800, 600)
Picture = Image.Image


def _grain(picture: Picture, dice: random.Random, strength: float = 5.0) -> Picture:
    noise = np.random.default_rng(dice.randrange(1 << 30)).normal(0, strength, (picture.height, picture.width, 1))
    return Image.fromarray(np.clip(np.asarray(picture, dtype=np.float64) + noise, 0, 255).astype(np.uint8))


def _colour(dice: random.Random, low: int = 40, high: int = 230) -> tuple[int, int, int]:
    return dice.randint(low, high), dice.randint(low, high), dice.randint(low, high)


def _person(draw: ImageDraw.ImageDraw, dice: random.Random, x: int, y: int) -> None:
    tall = dice.randint(90, 170)
    draw.ellipse((x - 16, y - tall - 34, x + 16, y - tall), fill=_colour(dice, 90, 220))
    draw.polygon([(x - 26, y), (x - 30, y - tall), (x + 30, y - tall), (x + 26, y)], fill=_colour(dice, 10, 160))


def room(seed: int, *, people: int = 0, step: tuple[int, int] = (0, 0)) -> Picture:
    """A classroom, canteen or dormitory. `people` seeds who stands where, `step` is another standpoint in points."""
    dice = random.Random(seed)
    left, top = 90 + step[0], 80 + step[1]
    picture = Image.new("RGB", (SIZE[0] + 180, SIZE[1] + 160), _colour(dice, 150, 235))
    draw = ImageDraw.Draw(picture)
    horizon = dice.randint(330, 430)
    draw.rectangle((0, horizon, picture.width, picture.height), fill=_colour(dice, 90, 190))
    for _ in range(dice.randint(2, 5)):
        x, y = dice.randint(0, 850), dice.randint(60, horizon - 140)
        wide, high = dice.randint(70, 200), dice.randint(60, 130)
        draw.rectangle((x, y, x + wide, y + high), fill=_colour(dice), outline=_colour(dice, 0, 90), width=5)
        draw.line((x + wide // 2, y, x + wide // 2, y + high), fill=_colour(dice, 0, 90), width=4)
    for _ in range(dice.randint(5, 12)):
        x, y = dice.randint(0, 900), dice.randint(horizon, 660)
        wide = dice.randint(60, 150)
        draw.polygon([(x, y), (x + wide, y), (x + wide + 24, y + 50), (x - 24, y + 50)], fill=_colour(dice, 60, 200))
        draw.line((x, y + 50, x, y + 90), fill=_colour(dice, 0, 70), width=7)
        draw.line((x + wide, y + 50, x + wide, y + 90), fill=_colour(dice, 0, 70), width=7)
    crowd = random.Random(f"{seed}-{people}")
    for _ in range(crowd.randint(3, 6) if people else 0):
        _person(draw, crowd, crowd.randint(90, 880), crowd.randint(horizon + 60, 700))
    cut = picture.crop((left, top, left + SIZE[0], top + SIZE[1]))
    return _grain(cut.filter(ImageFilter.GaussianBlur(1)), crowd)


def yard(seed: int) -> Picture:
    """Outdoors: sky, a building with many windows, trees, a track."""
    dice = random.Random(seed + 10_000)
    picture = Image.new("RGB", SIZE, _colour(dice, 170, 240))
    draw = ImageDraw.Draw(picture)
    ground = dice.randint(350, 450)
    draw.rectangle((0, ground, *SIZE), fill=_colour(dice, 60, 160))
    x, roof, wall = dice.randint(20, 250), dice.randint(80, 200), _colour(dice)
    right = x + dice.randint(300, 520)
    draw.rectangle((x, roof, right, ground), fill=wall)
    for row in range(roof + 20, ground - 40, dice.randint(48, 70)):
        for column in range(x + 15, right - 30, dice.randint(42, 66)):
            draw.rectangle((column, row, column + 26, row + 32), fill=_colour(dice, 20, 110))
    for _ in range(dice.randint(3, 8)):
        cx, cy, r = dice.randint(0, 800), dice.randint(ground - 90, ground + 60), dice.randint(30, 80)
        draw.line((cx, cy, cx, cy + r * 2), fill=(80, 60, 40), width=9)
        draw.ellipse((cx - r, cy - r, cx + r, cy + r), fill=(dice.randint(20, 90), dice.randint(90, 170), 50))
    return _grain(picture.filter(ImageFilter.GaussianBlur(1)), dice)


def paper(seed: int, *, form: int) -> Picture:
    """A photographed form: the same printed lines for the same `form`, filled in by hand anew for each seed."""
    printed, pen = random.Random(form), random.Random(seed)
    picture = Image.new("RGB", (600, 800), (244, 243, 238))
    draw = ImageDraw.Draw(picture)
    for y in range(90, 760, 46):
        draw.line((50, y, 550, y), fill=(60, 60, 60), width=2)
        for x in range(60, 60 + printed.randint(4, 8) * 16, 16):
            draw.rectangle((x, y - 24, x + 11, y - 10), outline=(40, 40, 40), width=2)
        for x in range(230, 230 + pen.randint(2, 13) * 22, 22):
            points = [(x + pen.randint(0, 18), y - pen.randint(6, 36)) for _ in range(5)]
            draw.line(points, fill=(30, 30, 120), width=4)
    return _grain(picture, pen, 3)


def empty(seed: int) -> Picture:
    """A wall, fog, an empty sheet: nearly one grey."""
    dice = random.Random(seed)
    level = dice.randint(120, 245)
    return _grain(Image.new("RGB", SIZE, (level, level, level)), dice, 3)


def saved(picture: Picture, *, quality: int = 92, kind: str = "JPEG") -> bytes:
    """The file."""
    out = io.BytesIO()
    picture.save(out, kind, **({"quality": quality} if kind in ("JPEG", "WEBP") else {}))
    return out.getvalue()


def _stamped(picture: Picture) -> Picture:
    copy = picture.copy()
    draw = ImageDraw.Draw(copy)
    draw.rectangle((0, copy.height - 34, 260, copy.height), fill=(20, 20, 20))
    draw.text((10, copy.height - 26), "2026-05-18 09:41 No.3", fill=(250, 220, 60))
    return copy


def _shrunk(picture: Picture, width: int) -> Picture:
    return picture.resize((width, picture.height * width // picture.width), Image.Resampling.LANCZOS)


def _cropped(picture: Picture, left: float, top: float, right: float, bottom: float) -> Picture:
    w, h = picture.size
    return picture.crop((int(left * w), int(top * h), int((1 - right) * w), int((1 - bottom) * h)))


REUSES: dict[str, Callable[[Picture], Picture]] = {
    "saved again": lambda p: Image.open(io.BytesIO(saved(p, quality=35))).convert("RGB"),
    "made smaller": lambda p: _shrunk(p, 320),
    "made larger": lambda p: _shrunk(p, 1300),
    "a little cut": lambda p: _cropped(p, 0.05, 0.04, 0.06, 0.03),
    "cut on one side": lambda p: _cropped(p, 0.0, 0.0, 0.12, 0.0),
    "cut in a corner": lambda p: _cropped(p, 0.1, 0.12, 0.0, 0.0),
    "brighter": lambda p: ImageEnhance.Brightness(p).enhance(1.3),
    "darker, more contrast": lambda p: ImageEnhance.Contrast(ImageEnhance.Brightness(p).enhance(0.7)).enhance(1.3),
    "grey": lambda p: ImageOps.grayscale(p).convert("RGB"),
    "mirrored": ImageOps.mirror,
    "turned": lambda p: p.transpose(Image.Transpose.ROTATE_90),
    "stamped": _stamped,
    "cut, brighter, smaller": lambda p: _shrunk(
        ImageEnhance.Brightness(_cropped(p, 0.03, 0.06, 0.05, 0.02)).enhance(1.2), 480
    ),
    "stretched": lambda p: p.resize((700, 600)),
}
"""What is done to a photograph before it is handed in a second time."""
