"""How well the tagger reads an author it never saw: python -m training.validate. Takes a few minutes a file.

Each file in training/ is by other hands. For each a model is trained on the rest, and the tagger reads the file with
it. Choose features, hyperparameters and floors by this figure; benchmarks/remarks is for the final check.
"""

import sys
from collections.abc import Sequence

from benchmarks.tagger import read, score
from bot.feedback import model, tagger
from training import train_tagger


def main(names: Sequence[str]) -> int:
    """Print a line for each file (of these names, if any are given). Returns the exit code."""
    paths = sorted(train_tagger.HERE.glob("*.jsonl"))
    labels, guesses = [], []
    for held_out in paths:
        if names and held_out.stem not in names:
            continue
        rest = train_tagger.load([path for path in paths if path != held_out])
        tagger._model = model.Model(train_tagger.train(rest))
        remarks = train_tagger.load([held_out])
        said, seen = [remark["themes"] for remark in remarks], [read(remark["text"]) for remark in remarks]
        print(f"{held_out.stem:12} {_line(said, seen)}", flush=True)
        labels += said
        guesses += seen
    print(f"{'together':12} {_line(labels, guesses)}")
    return 0


def _line(labels: Sequence[Sequence[str]], guesses: Sequence[Sequence[str]]) -> str:
    found = score(labels, guesses)
    return f"micro-F1 {found.micro():.3f}, macro-F1 {found.macro():.3f}, in the first three {found.in_three:.3f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
