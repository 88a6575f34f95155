"""What scikit-learn comes to in learning labels: word and character TF-IDF, LinearSVC, classes balanced, at each usual C.

Reads a JSON file of texts, labels and splits; writes a JSON list of {part, train, setting, scores} with the mean scores of all splits.
"""
import json
import sys
import warnings

import numpy as np
from scipy.sparse import hstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, f1_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC

COSTS = (0.1, 0.3, 1)
PIECES = ("char_wb",)
# Its default number of rounds is what people would use.
warnings.simplefilter("ignore", ConvergenceWarning)


def features(pieces, train, test):
    blocks = [
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer=pieces, ngram_range=(1, 4), sublinear_tf=True),
    ]
    fitted = hstack([block.fit_transform(train) for block in blocks]).tocsr()
    return fitted, hstack([block.transform(test) for block in blocks]).tocsr()


def single(texts, labels, train, test):
    right = [labels[i] for i in test]
    for pieces in PIECES:
        seen, unseen = features(pieces, [texts[i] for i in train], [texts[i] for i in test])
        for cost in COSTS:
            said = LinearSVC(C=cost, class_weight="balanced").fit(seen, [labels[i] for i in train]).predict(unseen)
            yield f"{pieces}, C {cost}", (accuracy_score(right, said), f1_score(right, said, average="macro"))


def several(texts, labels, train, test):
    names = sorted({name for of in labels for name in of})
    has = np.array([[name in of for name in names] for of in labels])
    for pieces in PIECES:
        seen, unseen = features(pieces, [texts[i] for i in train], [texts[i] for i in test])
        for cost in COSTS:
            said = OneVsRestClassifier(LinearSVC(C=cost, class_weight="balanced")).fit(seen, has[train]).predict(unseen)
            yield f"{pieces}, C {cost}", tuple(f1_score(has[test], said, average=mean, zero_division=0) for mean in ("micro", "macro"))


def main(file):
    with open(file, encoding="utf-8") as opened:
        parts = json.load(opened)
    scores = {}
    for part in parts:
        learn = several if part["name"] == "tags" else single
        for split in part["splits"]:
            for size in part["sizes"]:
                for setting, of in learn(part["texts"], part["labels"], split["pool"][:size], split["test"]):
                    scores.setdefault((part["name"], size, setting), []).append(of)
    rows = [
        {"part": part, "train": size, "setting": setting, "scores": list(np.mean(of, axis=0))}
        for (part, size, setting), of in scores.items()
    ]
    json.dump(rows, sys.stdout)


main(sys.argv[1])
