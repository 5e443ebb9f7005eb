"""Train the tagger: training/*.jsonl -> bot/feedback/weights.json. The same text gives the same bytes.

python -m training.train_tagger, with the extra `training` installed. With --check nothing is written, and the exit code
is 1 if training gives other bytes than the file has.

Each theme is a logistic regression on TF-IDF of stems and pairs, and, at a lower weight, on the sum of the stems' word
vectors (training/vectors.npz). Both are linear, so at the end a stem's two shares are added up into one weight: at run
time there are no vectors. What the vectors bring is that a stem which no training remark holds weighs what its
neighbours weigh.
"""

import base64
import hashlib
import json
import sys
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot import themes
from bot.feedback.features import features
from bot.feedback.model import WEIGHTS

HERE = Path(__file__).parent
VECTORS = HERE / "vectors.npz"
THEMES = [theme.key for theme in themes.ALL]
INVERSE_REGULARISATION = 8.0
SHARE_OF_VECTORS = 0.3
IDF_OF_NEIGHBOURS = 7.0
LEAST_WEIGHT = 3


def load(paths: Iterable[Path] = tuple(sorted(HERE.glob("*.jsonl")))) -> list[dict[str, Any]]:
    """The training remarks, {"text": ..., "themes": [...]} each, of every file in the order of its name."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def digest() -> str:
    """What the training text and vectors hash to; the weights file holds it, so that a stale one is found."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in [*sorted(HERE.glob("*.jsonl")), VECTORS])).hexdigest()


def vectors() -> dict[str, "numpy.ndarray[Any, Any]"]:
    """The word vectors of length 1, by stem."""
    stored = numpy.load(VECTORS)
    table = stored["vectors"].astype(float)
    table /= numpy.maximum(numpy.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    return dict(zip(stored["stems"].tolist(), table, strict=True))


def train(remarks: list[dict[str, Any]], share: float = SHARE_OF_VECTORS) -> dict[str, Any]:
    """Remarks -> the content of the weights file. liblinear runs on one thread, whatever is set."""
    vectorizer = TfidfVectorizer(analyzer=features, sublinear_tf=True)
    counted = vectorizer.fit_transform([remark["text"] for remark in remarks])
    terms = vectorizer.get_feature_names_out().tolist()
    near = vectors()
    width = len(next(iter(near.values())))
    beside = sorted(near.keys() - set(terms))
    table = share * numpy.array([near.get(term, numpy.zeros(width)) for term in terms + beside])
    matrix = sparse.csr_matrix(sparse.hstack([counted, sparse.csr_matrix(counted @ table[: len(terms)])]))
    rows, bias, scale = [], [], []
    for theme in THEMES:
        named = [int(theme in remark["themes"]) for remark in remarks]
        model = LogisticRegression(
            C=INVERSE_REGULARISATION, class_weight="balanced", solver="liblinear", random_state=0, max_iter=1000
        ).fit(matrix, named)
        own, shared = numpy.split(model.coef_[0], [len(terms)])
        weights = numpy.concatenate([own, numpy.zeros(len(beside))]) + (table * shared).sum(axis=1)
        largest = float(numpy.abs(weights).max())
        scale.append(round(largest / 127, 8))
        rows.append(numpy.rint(weights / largest * 127).astype(int))
        bias.append(round(float(model.intercept_[0]), 5))
    weights = numpy.stack(rows, axis=1)
    kept = numpy.flatnonzero(numpy.abs(weights).max(axis=1) >= LEAST_WEIGHT)
    idf = numpy.concatenate([vectorizer.idf_, numpy.full(len(beside), IDF_OF_NEIGHBOURS)])
    return {
        "themes": THEMES,
        "figures": {"remarks": len(remarks), "terms": len(kept), "text_sha256": digest()},
        "bias": bias,
        "scale": scale,
        "terms": [(terms + beside)[place] for place in kept],
        "idf": _packed(array("f", idf[kept].round(4).tolist())),
        "weights": _packed(array("b", weights[kept].ravel().tolist())),
    }


def _packed(numbers: "array[Any]") -> str:
    return base64.b64encode(numbers.tobytes()).decode()


def main(arguments: Sequence[str]) -> int:
    """Write the weights file, or check it. Returns the exit code."""
    content = train(load())
    written = json.dumps(content, ensure_ascii=False, indent=0) + "\n"
    same = WEIGHTS.exists() and WEIGHTS.read_text(encoding="utf-8") == written
    print(
        f"{content['figures']['remarks']} remarks, {content['figures']['terms']} terms, {len(written)} characters,",
        end=" ",
    )
    print("the same bytes as before" if same else "other bytes than before")
    if "--check" in arguments:
        return 0 if same else 1
    WEIGHTS.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
