namespace CoProduction.Analytics.Theming;

/// <summary>Says in words what each theme is about, from the sampled statements in it.</summary>
internal sealed class ThemeDescriber(IReadOnlyList<string> texts, Facet facet, FittedThemes fitted, BankChanges? changes, ParallelOptions parallel)
{
    private const int MostPhrases = 6;

    /// <summary>The themes in this order, each with its size among all texts.</summary>
    public IReadOnlyList<ProposedTheme> Describe(int[] order, int[] sizes)
    {
        int[][] members = fitted.Members();
        int[][] ordered = [.. order.Select(theme => members[theme])];
        IStatementBank bank = IStatementBank.Shared.With(changes);
        var index = new TermIndex(fitted.Words, [.. IStatementBank.Shared.Terms, .. bank.Terms, .. Mood.Terms]);
        string?[] topics = ThemeTopics.Of(ordered, index);
        IStatementDraft[] drafts = new IStatementWriter(texts, facet, fitted, index, bank).Write(order, ordered);
        var phrases = new KeyPhrases(fitted.Words, fitted.Clusters.Members, fitted.Model.Count);
        var themes = new ProposedTheme[order.Length];
        Parallel.For(0, order.Length, parallel, place =>
        {
            int theme = order[place];
            IReadOnlyList<KeyPhrase> found = phrases.Of(theme, MostPhrases);
            int alike = ordered[place].Where(text => fitted.Letters[text] >= 0).CountBy(text => fitted.Letters[text]).Select(letter => letter.Value).DefaultIfEmpty().Max();
            themes[place] = new ProposedTheme(
                place,
                ThemeName.From(found, topics[place], word => phrases.Around(theme, word)),
                drafts[place].Text,
                drafts[place].Confidence,
                drafts[place].Alternatives,
                [.. found.Select(phrase => phrase.Text)],
                Quotes.Of(texts, fitted, ordered[place], drafts[place].Grounds),
                ordered[place].Length,
                alike).WithSize(sizes[theme]);
        });
        return WithNamesOfTheirOwn(themes);
    }

    // A name that a larger theme has is told apart by the next phrase, else by its place.
    private static ProposedTheme[] WithNamesOfTheirOwn(ProposedTheme[] themes)
    {
        var taken = new HashSet<string>();
        for (int place = 0; place < themes.Length; place++)
        {
            string name = themes[place].Name;
            string[] longer = [name, .. themes[place].KeyPhrases.Skip(1).Select(phrase => $"{name} and {phrase}"), $"{name} ({place + 1})"];
            themes[place] = themes[place] with { Name = longer.First(taken.Add) };
        }
        return themes;
    }
}
