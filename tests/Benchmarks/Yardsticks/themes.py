"""The best grouping that scikit-learn gives of texts, and how near it and ours come to people's own.

themes.py FILE: a CSV with a column `text`, columns `truth:NAME` (people's group of each text) and columns `ours:K:SEED` (our theme of each text).
Prints a line `k,truth,ours,spread of ours,scikit-learn's,spread of scikit-learn's` for each k and truth: means and standard deviations over the seeds of the
adjusted mutual information; then `truth,truth,agreement` for each two truths.
"""
import csv
import itertools
import sys

import numpy
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_mutual_info_score
from sklearn.preprocessing import normalize

csv.field_size_limit(10**9)
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
truths = {name[6:]: [row[name] for row in rows] for name in rows[0] if name.startswith("truth:")}
ours = {tuple(map(int, name.split(":")[1:])): [row[name] for row in rows] for name in rows[0] if name.startswith("ours:")}
seeds = sorted({seed for _, seed in ours})

words = TfidfVectorizer(min_df=3, sublinear_tf=True).fit_transform(row["text"] for row in rows)
topics = {seed: normalize(TruncatedSVD(100, random_state=seed).fit_transform(words)) for seed in seeds}
for k in sorted({k for k, _ in ours}):
    theirs = {seed: KMeans(k, n_init=4, random_state=seed).fit_predict(topics[seed]) for seed in seeds}
    for name, truth in truths.items():
        of_ours = [adjusted_mutual_info_score(truth, ours[k, seed]) for seed in seeds]
        of_theirs = [adjusted_mutual_info_score(truth, theirs[seed]) for seed in seeds]
        print(k, name, numpy.mean(of_ours), numpy.std(of_ours), numpy.mean(of_theirs), numpy.std(of_theirs), sep=",")
for one, other in itertools.combinations(truths, 2):
    print(one, other, adjusted_mutual_info_score(truths[one], truths[other]), sep=",")
