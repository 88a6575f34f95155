using CoProduction.Analytics.Theming;
using Xunit;

namespace CoProduction.Analytics.Tests.Theming;

/// <summary>One letter that many have sent is one theme, marked so, beside what people say in their own words.</summary>
public sealed class LetterTests
{
    private const string Objection =
        "I object to the closure of Wenlow day centre. It is a lifeline for older people and closing it would leave many of us isolated. Please think again and keep it open.";

    private const string Praise =
        "The library bus on our estate brings books, warmth and company to everybody who cannot walk far, and we ask that it goes on coming each Friday as it does.";

    public static TheoryData<Facet, int?> Questions => new() { { Facet.Working, null }, { Facet.NotWorking, null }, { Facet.Future, 4 }, { Facet.General, null }, { Facet.General, 1 }, { Facet.Working, 12 } };

    [Theory]
    [MemberData(nameof(Questions))]
    public void Theme_LetterWithOtherClosingLines_IsOneThemeMarkedSoAndDraftsNothing(Facet facet, int? themes)
    {
        string[] texts = [.. Mixed(Sent(60)), .. CareStatements.Of(24)];

        ThemingResult result = Theme(texts, facet, themes);

        int theme = Assert.Single(result.Assignments[..60].Select(assignment => assignment.Theme).Distinct());
        Assert.Equal(60, result.Themes[theme].Alike);
        Assert.All(result.Themes.Where(other => other.Number != theme), other => Assert.Equal(0, other.Alike));
        Assert.Null(result.Themes[theme].IStatement);
        Assert.Empty(result.Themes[theme].Alternatives);
        Assert.True(result.Themes.Count <= (themes ?? int.MaxValue));
    }

    [Fact]
    public void Theme_TwoLetters_AreAThemeEach()
    {
        string[] texts = [.. Sent(30), .. Enumerable.Range(0, 12).Select(i => $"{Praise} {Closing(i)}"), .. CareStatements.Of(40)];

        ThemingResult result = Theme(texts, Facet.General);

        int[] letters = [.. new[] { result.Assignments[..30], result.Assignments[30..42] }.Select(sent => Assert.Single(sent.Select(assignment => assignment.Theme).Distinct()))];
        Assert.NotEqual(letters[0], letters[1]);
        Assert.Equal([30, 12], letters.Select(theme => result.Themes[theme].Alike));
    }

    [Fact]
    public void Theme_LetterAfterAFewWordsOfOnesOwn_IsTheSameLetter()
    {
        string[] texts = [.. Sent(20), .. Enumerable.Range(0, 5).Select(i => $"My mother goes there on day {i} of the week. {Objection}"), .. CareStatements.Of(30)];

        ThemingResult result = Theme(texts, Facet.NotWorking);

        Assert.Equal(25, Assert.Single(result.Themes, theme => theme.Alike > 0).Alike);
    }

    [Fact]
    public void Theme_OwnWordsHoweverAlike_AreNoLetter() =>
        Assert.All(Theme([.. CareStatements.Of(600), .. Enumerable.Repeat("The bus is late.", 50)], Facet.Working).Themes, theme => Assert.Equal(0, theme.Alike));

    [Fact]
    public void Theme_LetterOfOnlyFour_IsNotMarked() =>
        Assert.All(Theme([.. Sent(4), .. CareStatements.Of(40)], Facet.Working).Themes, theme => Assert.Equal(0, theme.Alike));

    [Fact]
    public void Theme_NothingButALetter_IsOneTheme()
    {
        ProposedTheme theme = Assert.Single(Theme([.. Sent(40)], Facet.General).Themes);

        Assert.Equal((40, 40), (theme.Size, theme.Alike));
        Assert.Single(theme.Quotes);
    }

    private static IEnumerable<string> Sent(int count) => Enumerable.Range(0, count).Select(i => $"{Objection} {Closing(i)}");

    private static string Closing(int sender) => sender % 4 == 0 ? $"Yours, a resident of ward {(char)('A' + sender / 4)}" : "Yours, a local resident";

    // In another order, always the same.
    private static IEnumerable<string> Mixed(IEnumerable<string> texts) => texts.Index().OrderBy(text => text.Index * 37 % 61).Select(text => text.Item);

    private static ThemingResult Theme(string[] texts, Facet facet, int? themes = null) =>
        new ThemingEngine().Theme(texts, facet, new ThemingOptions(themes), null, TestContext.Current.CancellationToken);
}
