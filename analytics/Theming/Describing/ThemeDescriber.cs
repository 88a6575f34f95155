namespace CoProduction.Analytics.Theming;

/// <summary>Says in words what each theme is about, from the sampled statements in it.</summary>
internal sealed class ThemeDescriber(IReadOnlyList<string> texts, Facet facet, FittedThemes fitted, ParallelOptions parallel)
{
    private const int MostPhrases = 6;

    /// <summary>The themes in this order, each with its size among all texts.</summary>
    public IReadOnlyList<ProposedTheme> Describe(int[] order, int[] sizes)
    {
        int[][] members = Members();
        var phrases = new KeyPhrases(fitted.Words, fitted.Clusters.Members, fitted.Model.Count);
        IReadOnlyList<string>[] found = new IReadOnlyList<string>[fitted.Model.Count];
        IReadOnlyList<int>[] quotes = new IReadOnlyList<int>[fitted.Model.Count];
        Parallel.ForEach(order, parallel, theme =>
        {
            found[theme] = phrases.Of(theme, MostPhrases);
            quotes[theme] = Quotes.Of(texts, fitted, members[theme]);
        });
        IStatementDraft[] drafts = new IStatementWriter(texts, facet, fitted).Write(order, members);
        return [.. order.Select((theme, place) => new ProposedTheme(
            place,
            ThemeName.From(found[theme], word => phrases.Around(theme, word)),
            drafts[place].Text,
            drafts[place].Confidence,
            drafts[place].Alternatives,
            found[theme],
            quotes[theme],
            sizes[theme]))];
    }

    private int[][] Members()
    {
        var members = new List<int>[fitted.Model.Count];
        for (int theme = 0; theme < members.Length; theme++) members[theme] = [];
        for (int i = 0; i < fitted.Clusters.Members.Length; i++)
            if (fitted.Clusters.Similarities[i] >= fitted.Model.LeastSimilarity) members[fitted.Clusters.Members[i]].Add(i);
        return [.. members.Select(theme => theme.ToArray())];
    }
}
