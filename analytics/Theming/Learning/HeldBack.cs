namespace CoProduction.Analytics.Theming.Learning;

/// <summary>What is said of texts that were held back from the learning: each in turn, so that all are.</summary>
internal sealed record HeldBack(float[][] Scores, int UnseenWords, int Words)
{
    private const int Folds = 5;

    public double UnseenShare => Words == 0 ? 0 : (double)UnseenWords / Words;

    public static HeldBack Of(TextPieces[] texts, int[][] has, int labels, Leaning leaning, int seed, ParallelOptions parallel)
    {
        int[] folds = FoldsOf(has, seed);
        var scores = new float[texts.Length][];
        int seen = 0, all = 0;
        for (int fold = 0; fold < Folds; fold++)
        {
            int[] kept = [.. Enumerable.Range(0, texts.Length).Where(i => folds[i] != fold)];
            int[] heldBack = [.. Enumerable.Range(0, texts.Length).Where(i => folds[i] == fold)];
            if (heldBack.Length == 0) continue;
            var learned = LabelScores.Learn([.. kept.Select(i => texts[i])], [.. kept.Select(i => has[i])], labels, leaning, seed, parallel);
            foreach (int i in heldBack)
            {
                scores[i] = learned.Of(texts[i]);
                var (known, words) = learned.Features.Known(texts[i]);
                (seen, all) = (seen + known, all + words);
            }
        }
        return new HeldBack(scores, all - seen, all);
    }

    // Each label's texts are dealt out in turn, so that every fold has its share of each.
    private static int[] FoldsOf(int[][] has, int seed)
    {
        int[] order = [.. Enumerable.Range(0, has.Length)];
        new Random(seed).Shuffle(order);
        var folds = new int[has.Length];
        int next = 0;
        foreach (int text in order.OrderBy(i => has[i].Length == 0 ? -1 : has[i][0])) folds[text] = next++ % Folds;
        return folds;
    }
}
