"""Train the tagger: training/*.jsonl -> bot/feedback/weights.json. The same text gives the same bytes.

python -m training.train_tagger, with the extra `training` installed.
"""

import base64
import hashlib
import json
import sys
from array import array
from pathlib import Path
from typing import Any

import numpy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot import themes
from bot.feedback.features import features
from bot.feedback.model import WEIGHTS

HERE = Path(__file__).parent
THEMES = [theme.key for theme in themes.ALL]
INVERSE_REGULARISATION = 8.0
UNKNOWN_IDF = 2.0


def load(folder: Path = HERE) -> list[dict[str, Any]]:
    """The training remarks, {"text": ..., "themes": [...]} each, of every file in the order of its name."""
    return [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def digest(folder: Path = HERE) -> str:
    """What the training text hashes to; the weights file holds it, so that a stale one is found."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("*.jsonl")))).hexdigest()


def train(remarks: list[dict[str, Any]]) -> dict[str, Any]:
    """Remarks -> the content of the weights file. liblinear runs on one thread, whatever is set."""
    vectorizer = TfidfVectorizer(analyzer=features, sublinear_tf=True, min_df=1)
    matrix = vectorizer.fit_transform([remark["text"] for remark in remarks])
    rows, bias, scale = [], [], []
    for theme in THEMES:
        named = [int(theme in remark["themes"]) for remark in remarks]
        model = LogisticRegression(
            C=INVERSE_REGULARISATION, class_weight="balanced", solver="liblinear", random_state=0, max_iter=1000
        ).fit(matrix, named)
        largest = float(numpy.abs(model.coef_[0]).max())
        scale.append(round(largest / 127, 8))
        rows.append(numpy.rint(model.coef_[0] / largest * 127).astype(int))
        bias.append(round(float(model.intercept_[0]), 5))
    table = numpy.stack(rows, axis=1)
    kept = [place for place in range(table.shape[0]) if numpy.abs(table[place]).max() >= 3]
    terms = vectorizer.get_feature_names_out()
    return {
        "themes": THEMES,
        "figures": {"remarks": len(remarks), "terms": len(kept), "text_sha256": digest()},
        "unknown_idf": UNKNOWN_IDF,
        "bias": bias,
        "scale": scale,
        "terms": [str(terms[place]) for place in kept],
        "idf": _packed(array("f", [round(float(vectorizer.idf_[place]), 4) for place in kept])),
        "weights": _packed(array("b", [int(value) for place in kept for value in table[place]])),
    }


def _packed(numbers: "array[Any]") -> str:
    return base64.b64encode(numbers.tobytes()).decode()


def main() -> int:
    """Write the weights file. Returns the exit code."""
    content = train(load())
    WEIGHTS.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(
        f"{content['figures']['remarks']} remarks, {content['figures']['terms']} terms, {WEIGHTS.stat().st_size} bytes"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
