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


class Model:
    """Sixteen logistic regressions on TF-IDF, one a theme, with weights rounded to a byte."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self.themes: tuple[str, ...] = tuple(content["themes"])
        self.figures: dict[str, Any] = content["figures"]
        self._place = {term: place for place, term in enumerate(content["terms"])}
        self._idf = array("f", base64.b64decode(content["idf"]))
        self._weights = array("b", base64.b64decode(content["weights"]))
        self._scale: list[float] = content["scale"]
        self._bias: list[float] = content["bias"]
        self._unknown = float(content["unknown_idf"])

    def score(self, features: Sequence[str]) -> list[float]:
        """How likely each theme is, 0 to 1, in the order of `themes`.

        Words that were never seen in training count in the length, so a text of mostly such words scores low.
        """
        width = len(self.themes)
        sums = [0.0] * width
        length = 0.0
        for feature, times in Counter(features).items():
            place = self._place.get(feature)
            if place is None:
                if " " not in feature:
                    length += self._unknown**2
                continue
            value = (1 + math.log(times)) * self._idf[place]
            length += value * value
            start = place * width
            for theme in range(width):
                sums[theme] += value * self._weights[start + theme]
        norm = math.sqrt(length) or 1.0
        return [
            1 / (1 + math.exp(-(self._bias[theme] + self._scale[theme] * sums[theme] / norm))) for theme in range(width)
        ]
