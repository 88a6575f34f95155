using CoProduction.Analytics.Theming;
using CoProduction.Shared.Words;
using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace CoProduction.Analytics.Tests.Theming;

public sealed class ThemingEngineTests
{
    private static readonly ThemingEngine s_engine = new();

    [Property(MaxTest = 60)]
    public void Theme_AnyTexts_PlacesEachOnceOrSetsItAsideWithAReason(NonNull<string>[] odd, byte ordinary, Facet facet, byte themes)
    {
        string[] texts = [.. odd.Select(text => text.Get), .. CareStatements.Of(ordinary)];

        ThemingResult result = s_engine.Theme(texts, facet, new ThemingOptions(themes == 0 ? null : themes), null, CancellationToken.None);

        Assert.Equal(texts.Length, result.Assignments.Length);
        Assert.All(result.Assignments, assignment =>
        {
            Assert.InRange(assignment.Theme, -1, result.Themes.Count - 1);
            Assert.Equal(assignment.Theme < 0, assignment.Reason != SetAside.None);
            Assert.InRange(assignment.Similarity, -1.0001f, 1.0001f);
            Assert.InRange(assignment.Second, -1, assignment.Theme < 0 ? -1 : result.Themes.Count - 1);
            Assert.True(assignment.Second < 0 || assignment.Second != assignment.Theme);
        });
        IsSound(result, texts);
    }

    [Property(MaxTest = 30)]
    public void Fit_ThenAssign_GivesWhatThemingInOneGoGives(NonNull<string>[] odd, byte ordinary, Facet facet, byte themes)
    {
        string[] texts = [.. odd.Select(text => text.Get), .. CareStatements.Of(ordinary)];
        var options = new ThemingOptions(themes == 0 ? null : themes);

        ThemingResult expected = s_engine.Theme(texts, facet, options, null, CancellationToken.None);
        FittedTheming fitted = s_engine.Fit(texts, texts.Length, facet, options, null, CancellationToken.None);
        ThemeAssignment[] assigned = ThemeAssigner.Load(fitted.Assigner.Save()).Assign(texts, 2, CancellationToken.None);

        // A theme that no text is in is dropped, which shows in the similarity of texts in none, and where it would have been second.
        Assert.Equal(expected.Assignments.Select(Place), assigned.Select(Place));
        Assert.All(expected.Assignments, (assignment, i) => Assert.True(assignment.Second < 0 || assignment.Second == assigned[i].Second));
        Assert.Equal(expected.Themes.Select(Told), fitted.Themes.Select(Told));
    }

    [Fact]
    public void Fit_SampleOfMany_ProposesAsManyThemesAsForAll()
    {
        string[] all = [.. CareStatements.Of(2_000)];
        string[] sample = [.. all.Where((_, i) => i % 10 == 0)];

        int few = s_engine.Fit(sample, sample.Length, Facet.Working, new(), null, CancellationToken.None).Themes.Count;
        int many = s_engine.Fit(sample, all.Length, Facet.Working, new(), null, CancellationToken.None).Themes.Count;

        Assert.True(many > few, $"{many} themes of a sample of many, {few} of few");
    }

    [Property(MaxTest = 30)]
    public void Theme_SameTextsAndSeed_GiveTheSameOnAnyThreads(NonNull<string>[] odd, byte ordinary, int seed, Facet facet)
    {
        string[] texts = [.. odd.Select(text => text.Get), .. CareStatements.Of(ordinary)];

        ThemingResult one = s_engine.Theme(texts, facet, new ThemingOptions(Seed: seed, MaxDegreeOfParallelism: 1), null, CancellationToken.None);
        ThemingResult more = s_engine.Theme(texts, facet, new ThemingOptions(Seed: seed, MaxDegreeOfParallelism: 4), null, CancellationToken.None);

        Assert.Equal(one.Assignments, more.Assignments);
        Assert.Equal(one.Themes.Select(Told), more.Themes.Select(Told));
    }

    [Fact]
    public void Theme_TopicsOfTheirOwn_AreKeptApart()
    {
        string[] texts = CareStatements.Of(200);

        ThemingResult result = Theme(texts, Facet.General, 5);

        for (int topic = 0; topic < CareStatements.Topics.Length; topic++)
        {
            var themes = Enumerable.Range(0, texts.Length).Where(i => CareStatements.TopicOf(i) == topic).GroupBy(i => result.Assignments[i].Theme).Select(theme => theme.Count()).ToList();
            Assert.True(themes.Max() >= 0.8 * themes.Sum(), $"{CareStatements.Topics[topic]} fell into {string.Join(", ", themes)}.");
        }
    }

    [Fact]
    public void Theme_StatementsAboutTwoMatters_HaveBothThemesOrTheFirst()
    {
        string[] one = CareStatements.Of(200);
        (int First, int Second)[] pairs = [.. Enumerable.Range(0, 150).Where(i => i / 30 % 5 != 4).Select(i => (i, i + 1 + i / 30))];

        ThemingResult result = Theme([.. one, .. pairs.Select(pair => CareStatements.Joined(pair.First, pair.Second))], Facet.General, 5);

        int[] themes = [.. Enumerable.Range(0, CareStatements.Topics.Length).Select(topic => one.Index().Where(text => CareStatements.TopicOf(text.Index) == topic)
            .CountBy(text => result.Assignments[text.Index].Theme).MaxBy(theme => theme.Value).Key)];
        var withBoth = pairs.Zip(result.Assignments[one.Length..]).Where(joined => joined.Second.Second >= 0).ToList();
        Assert.True(withBoth.Count >= 10, $"{withBoth.Count} have a second theme.");
        Assert.All(withBoth, joined => Assert.Equal(
            new[] { themes[CareStatements.TopicOf(joined.First.First)], themes[CareStatements.TopicOf(joined.First.Second)] }.Order(),
            new[] { joined.Second.Theme, joined.Second.Second }.Order()));
        Assert.All(result.Assignments[..one.Length], assignment => Assert.Equal(-1, assignment.Second));
    }

    [Fact]
    public void Assign_OnceWarm_AllocatesNothing()
    {
        string[] texts = CareStatements.Of(200);
        ThemeAssigner assigner = s_engine.Fit(texts, texts.Length, Facet.General, new(5), null, TestContext.Current.CancellationToken).Assigner;
        foreach (string text in texts) assigner.Assign(text);
        long before = GC.GetAllocatedBytesForCurrentThread();

        foreach (string text in texts) assigner.Assign(text);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Theme_NoTexts_GivesNoThemes()
    {
        ThemingResult result = Theme([], Facet.Working);

        Assert.Empty(result.Themes);
        Assert.Empty(result.Assignments);
    }

    [Fact]
    public void Theme_OneStatement_IsATheme()
    {
        ThemingResult result = Theme(["The bus stops at six so I am stuck in."], Facet.NotWorking);

        Assert.Equal(1, Assert.Single(result.Themes).Size);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public void Theme_AllTheSameStatement_IsOneTheme(int? themes)
    {
        ThemingResult result = Theme([.. Enumerable.Repeat("The bus is late.", 500)], Facet.NotWorking, themes);

        Assert.Equal(500, Assert.Single(result.Themes).Size);
    }

    [Fact]
    public void Theme_TenThousandThemesOfAHundredStatements_GivesAHundredAtMost()
    {
        string[] texts = CareStatements.Of(100);

        ThemingResult result = Theme(texts, Facet.Working, 10_000);

        Assert.InRange(result.Themes.Count, 5, 100);
        IsSound(result, texts);
    }

    [Fact]
    public void Theme_FewerThanOneTheme_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Theme(CareStatements.Of(10), Facet.Working, 0));

    [Fact]
    public void Theme_OtherLanguages_IsThemedOrSaysWhyNot()
    {
        string[] texts =
        [
            "Opiekunka mówi po polsku i razem gotujemy", "Autobus nigdy nie przyjeżdża na czas", "Chcę mieszkać bliżej mojej rodziny",
            "میری بیٹی ہر روز فون کرتی ہے", "مجھے اپنی زبان میں مدد چاہیے", "আমার মেয়ে প্রতিদিন ফোন করে", "我想住得离家人更近", "护士每天早上都来", "Οι νοσοκόμες είναι ευγενικές",
        ];

        IsSound(Theme(texts, Facet.General), texts);
    }

    [Fact]
    public void Theme_RepetitionAndBrokenCharacters_IsThemedOrSaysWhyNot()
    {
        string[] texts =
        [
            string.Concat(Enumerable.Repeat("bus ", 250_000)), new string('z', 1_000_000), string.Concat(Enumerable.Repeat("I can't, ", 100_000)),
            "\ud800 the bus \udc00 is late", "\ud800", "the\0bus\0is\0late", new string('\'', 5_000), string.Concat(Enumerable.Repeat("a'", 50_000)),
            string.Concat(Enumerable.Repeat("\u0301", 10_000)), .. Enumerable.Repeat("no no no no no", 300), .. CareStatements.Of(50),
        ];

        IsSound(Theme(texts, Facet.NotWorking), texts);
    }

    [Fact]
    public void Theme_AMillionDistinctWords_IsThemedOrSaysWhyNot()
    {
        string[] texts = [.. Enumerable.Range(0, 1_000).Select(i => string.Join(' ', Enumerable.Range(i * 1_000, 1_000).Select(Letters))), .. CareStatements.Of(50)];

        IsSound(Theme(texts, Facet.NotWorking), texts);

        static string Letters(int number) => "q" + string.Concat(number.ToString("D7").Select(digit => (char)('a' + digit - '0')));
    }

    [Fact]
    public void Theme_OneCommentOfAMillionDistinctWords_IsThemedOrSaysWhyNot()
    {
        string[] texts = [string.Join(' ', Enumerable.Range(0, 1_000_000).Select(number => $"bus{number:x}".Replace('0', 'g').Replace('1', 'h'))), .. CareStatements.Of(50)];

        IsSound(Theme(texts, Facet.NotWorking), texts);
    }

    [Fact]
    public void Theme_AMillionPictures_IsThemedOrSaysWhyNot()
    {
        string[] texts = [string.Concat(Enumerable.Repeat("🚌", 500_000)), string.Concat(Enumerable.Repeat("\ud83d", 1_000_000)), string.Concat(Enumerable.Repeat("😀", 500_000)), .. CareStatements.Of(50)];

        IsSound(Theme(texts, Facet.Working), texts);
    }

    [Fact]
    public void Theme_Stopped_Throws()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => s_engine.Theme(CareStatements.Of(100), Facet.Working, new ThemingOptions(), null, stopped.Token));
    }

    [Fact]
    public void Theme_Progress_RisesFromNoneToAll()
    {
        var heard = new List<double>();

        s_engine.Theme(CareStatements.Of(100), Facet.Working, new ThemingOptions(), new Hears(heard), TestContext.Current.CancellationToken);

        Assert.Equal((0, 1), (heard[0], heard[^1]));
        Assert.Equal(heard.Order(), heard);
    }

    private static ThemingResult Theme(string[] texts, Facet facet, int? themes = null) =>
        s_engine.Theme(texts, facet, new ThemingOptions(themes), null, TestContext.Current.CancellationToken);

    private static void IsSound(ThemingResult result, string[] texts)
    {
        Assert.All(result.Themes, (theme, place) =>
        {
            Assert.Equal(place, theme.Number);
            Assert.Equal(result.Assignments.Count(assignment => assignment.Theme == place), theme.Size);
            Assert.False(string.IsNullOrWhiteSpace(theme.Name));
            Assert.InRange(theme.Confidence, 0, 1);
            Assert.Equal(theme.IStatement is null, theme.Confidence == 0);
            Assert.InRange(theme.Quotes.Count, 1, 5);
            Assert.InRange(theme.KeyPhrases.Count, 0, 6);
            Assert.Equal(theme.KeyPhrases.Distinct(), theme.KeyPhrases);
            Assert.DoesNotContain(theme.KeyPhrases, phrase => StopWords.Contains(phrase));
            Assert.Equal(theme.Alternatives.Distinct(), theme.Alternatives);
            Assert.DoesNotContain(theme.IStatement ?? "", theme.Alternatives);
            Assert.All(theme.Quotes, quote => Assert.Equal(place, result.Assignments[quote].Theme));
        });
        Assert.Equal(result.Themes.Select(theme => theme.Size).OrderDescending(), result.Themes.Select(theme => theme.Size));
        Assert.Equal(texts.Length, result.Themes.Sum(theme => theme.Size) + result.Assignments.Count(assignment => assignment.Reason != SetAside.None));
        Assert.Equal(result.Themes.Count, result.Themes.Select(theme => theme.Name).Distinct().Count());
        var drafts = result.Themes.Select(theme => theme.IStatement).OfType<string>().ToList();
        Assert.Equal(drafts.Distinct(), drafts);
    }

    private static (int, SetAside) Place(ThemeAssignment assignment) => (assignment.Theme, assignment.Reason);

    private static string Told(ProposedTheme theme) =>
        string.Join('\n', [theme.Name, theme.IStatement, theme.Confidence, theme.Size, .. theme.Alternatives, .. theme.KeyPhrases, .. theme.Quotes]);

    private sealed class Hears(List<double> heard) : IProgress<double>
    {
        public void Report(double value) => heard.Add(value);
    }
}
