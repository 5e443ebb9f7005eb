"""The trained weights: features -> how likely each theme is named as weak."""

import base64
import json
import math
from array import array
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).with_name("weights.json")
UNKNOWN_IDF = 2.0
# Every text is read as if it held this much more that says nothing, so that a word or two alone weigh little.
BLANK = 9.0


class Model:
    """Sixteen logistic regressions on TF-IDF, one a theme, with weights rounded to a byte."""

    def __init__(self, content: dict[str, Any] | None = None) -> None:
        content = content or json.loads(WEIGHTS.read_text(encoding="utf-8"))
        self.themes: tuple[str, ...] = tuple(content["themes"])
        self.figures: dict[str, Any] = content["figures"]
        self._place = {term: place for place, term in enumerate(content["terms"])}
        self._idf = array("f", base64.b64decode(content["idf"]))
        self._weights = array("b", base64.b64decode(content["weights"]))
        self._scale: list[float] = content["scale"]
        self._bias: list[float] = content["bias"]

    def score(self, features: Sequence[str]) -> dict[str, float]:
        """How likely each theme is, 0 to 1.

        Words that are not known count in the length, so a text of mostly such words scores low.
        """
        width = len(self.themes)
        sums = [0.0] * width
        length = BLANK**2
        for feature, times in Counter(features).items():
            place = self._place.get(feature)
            if place is None:
                length += 0.0 if " " in feature else UNKNOWN_IDF**2
                continue
            value = (1 + math.log(times)) * self._idf[place]
            length += value * value
            weights = self._weights[place * width : (place + 1) * width]
            sums = [total + value * weight for total, weight in zip(sums, weights, strict=True)]
        norm = math.sqrt(length)
        logits = (b + s * total / norm for b, s, total in zip(self._bias, self._scale, sums, strict=True))
        return {theme: 1 / (1 + math.exp(-logit)) for theme, logit in zip(self.themes, logits, strict=True)}
