using CoProduction.Analytics.Tests.Learning;
using CoProduction.Analytics.Theming;
using CoProduction.Analytics.Theming.Learning;
using Xunit;

namespace CoProduction.Analytics.Tests.Theming;

public sealed class ThemeJoinerTests
{
    private const string UnlikeAnything = "Zzyxq vwkjh qqplm";

    private static readonly ThemeJoiner s_few = Learn(TaughtStatements.Of(60));
    private static readonly ThemeJoiner s_many = Learn(TaughtStatements.Of(150));

    [Theory]
    [InlineData("The driver of my taxi was early", "bus")]
    [InlineData("Lunch was hot and tasty", "food")]
    [InlineData("My nurse hears my views when I speak", "listen")]
    [InlineData("I go out with friends for company", "friends")]
    [InlineData("A locked door keeps me safe at night", "safe")]
    public void Join_ClearCase_IsInItsThemeFromFewExamplesAndFromMany(string text, string theme)
    {
        Assert.Equal(theme, ThemeOf(s_few, text));
        Assert.Equal(theme, ThemeOf(s_many, text));
    }

    [Theory]
    [InlineData(UnlikeAnything, SetAside.NotThemed)]
    [InlineData("", SetAside.Empty)]
    [InlineData("n/a", SetAside.NonAnswer)]
    [InlineData("Nothing", SetAside.Nothing)]
    [InlineData("Mi piacerebbe andare al mercato con mia sorella ogni sabato mattina", SetAside.OtherLanguage)]
    public void Join_NothingToGoBy_IsInNoTheme(string text, SetAside reason) =>
        Assert.Equal((-1, reason), (One(s_many, text).Assignment.Theme, One(s_many, text).Assignment.Reason));

    [Fact]
    public void Join_ThemesThatAMachineFound_PutsOthersWhereItWouldHave()
    {
        string[] texts = CareStatements.Of(400);
        FittedTheming fitted = new ThemingEngine().Fit(texts[..300], 300, Facet.General, new ThemingOptions(5), null, CancellationToken.None);
        string WouldBe(string text) => fitted.Assigner.Assign(text).Theme.ToString();
        ThemeJoiner joiner = Learn([.. texts[..300].Select(text => new TaughtText(text, WouldBe(text))).Where(taught => taught.Theme != "-1")]);

        string[] others = [.. texts[300..].Where(text => WouldBe(text) != "-1")];
        int alike = others.Count(text => ThemeOf(joiner, text) == WouldBe(text));

        Assert.InRange((double)alike / others.Length, 0.95, 1);
    }

    [Fact]
    public void Join_SameExamplesOnAnyNumberOfThreads_IsTheSame()
    {
        string[] texts = CareStatements.Of(500);

        JoinedText[] one = ThemeJoiner.Learn(TaughtStatements.Of(150), 1, CancellationToken.None).Join(texts, 1, CancellationToken.None);
        JoinedText[] all = s_many.Join(texts, -1, CancellationToken.None);

        Assert.Equal(one.Select(joined => joined.Assignment), all.Select(joined => joined.Assignment));
    }

    [Fact]
    public void Join_NoThemeHasAStatement_LeavesAllToPeople()
    {
        ThemeJoiner joiner = Learn([]);

        Assert.Empty(joiner.Themes);
        Assert.Equal(SetAside.NotThemed, One(joiner, "The bus was late").Assignment.Reason);
    }

    [Fact]
    public void Join_OneTheme_TakesWhatIsNearIt()
    {
        ThemeJoiner joiner = Learn([.. TaughtStatements.Of(150).Where(taught => taught.Theme == "bus")]);

        Assert.Equal("bus", ThemeOf(joiner, "The bus takes me to the shops"));
        Assert.Equal(SetAside.NotThemed, One(joiner, UnlikeAnything).Assignment.Reason);
    }

    [Fact]
    public void Join_FarFromEveryThemeButSureByItsWords_IsSuggestedBecauseOfThem()
    {
        // How much of it is far, and how much of that is sure, depends on the examples; what is said of it must hold.
        string[] odd = ["overflowed macros spreadsheet", "quarterly invoices ledger audit", "volcano glacier asteroid", "violin orchestra sonata", "parliament treaty ballot"];
        string[] texts = [.. CareStatements.Of(30).SelectMany(text => odd.Select(words => $"{words} {text} {words} {words}"))];

        JoinedText[] joined = s_many.Join(texts, -1, CancellationToken.None);

        Assert.All(texts.Zip(joined), pair =>
        {
            if (pair.Second.Suggestion is not { } suggestion) return;
            Assert.Equal(SetAside.NotThemed, pair.Second.Assignment.Reason);
            Assert.True(suggestion.IsSure);
            Assert.All(suggestion.Words, word => Assert.Contains(word, pair.First));
        });
        Assert.Contains(joined, of => of.Suggestion is not null);
    }

    private static ThemeJoiner Learn(TaughtText[] examples) => ThemeJoiner.Learn(examples, -1, CancellationToken.None);

    private static JoinedText One(ThemeJoiner joiner, string text) => Assert.Single(joiner.Join([text], 1, CancellationToken.None));

    private static string? ThemeOf(ThemeJoiner joiner, string text) => One(joiner, text).Assignment.Theme is >= 0 and var theme ? joiner.Themes[theme] : null;
}
