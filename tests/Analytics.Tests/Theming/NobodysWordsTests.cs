using CoProduction.Analytics.Tests.Learning;
using CoProduction.Analytics.Theming;
using CoProduction.Analytics.Theming.Learning;
using CoProduction.Shared.Words;
using FsCheck.Xunit;
using Xunit;

namespace CoProduction.Analytics.Tests.Theming;

/// <summary>Addresses and placeholders are no words: no theme, name or phrase takes them.</summary>
public sealed class NobodysWordsTests
{
    [Theory]
    [InlineData("https://example.org/news/%E8%AD%A6%E6%89%AE/page.html")]
    [InlineData("www.example.org/care-home-report.pdf")]
    [InlineData("WWW.EXAMPLE.ORG")]
    [InlineData("http://localhost:8080/a?x=1&utm_source=mail#top")]
    [InlineData("(see.example.co.uk/forms),")]
    [InlineData("example.com.")]
    [InlineData("bit.ly/3xYzQ")]
    [InlineData("ftp://files.example.net/a_b-c.zip")]
    [InlineData("<mailto:pat.o'brien+care@example.org>")]
    [InlineData("first.last@example.nhs.uk;")]
    [InlineData("@wenlow_carers")]
    [InlineData("report_v2_FINAL.docx")]
    [InlineData("IMG-2041.JPG")]
    [InlineData("C:\\Users\\pat\\letter.txt")]
    [InlineData("%D9%85%D8%B1%D8%AD%D8%A8%D8%A7")]
    [InlineData("[name]")]
    [InlineData("[Name]'s")]
    [InlineData("[NHS number] [National Insurance number], [phone number]")]
    [InlineData("[email address][postcode] [address]/[date] [detail]")]
    [InlineData("[redacted] [inaudible]")]
    public void Next_AddressOrPlaceholder_IsNoWord(string text)
    {
        Assert.Empty(Words(text));
        Assert.Equal(SetAside.Empty, AnswerKind.Of(text));
        Assert.Equal(["my", "carer", "and", "the", "bus"], Words($"My carer {text} and the bus"));
    }

    [Theory]
    [InlineData("The nurse and/or doctor", "the nurse and or doctor")]
    [InlineData("Very good.The staff listen", "very good the staff listen")]
    [InlineData("100% kind,24/7", "kind")]
    [InlineData("see you @home", "see you home")]
    [InlineData("e.g. A&E, 9.5/10 a.m.", "e g a e a m")]
    [InlineData("good.Net result:better", "good net result better")]
    [InlineData("[the bus] is late [laughs]", "the bus is late laughs")]
    [InlineData("well-known self-care", "well known self care")]
    [InlineData("I don´t, can`t, won‘t, isnʼt", "i don't can't won't isn't")]
    public void Next_OrdinaryWords_AreKept(string text, string words) => Assert.Equal(words.Split(' '), Words(text));

    [Property]
    public bool Next_AnyText_GoesForwardWithinIt(string? text)
    {
        var tokens = new Tokeniser(text, new char[Tokeniser.LongestWord]);
        int end = 0;
        while (tokens.Next(out ReadOnlySpan<char> word))
        {
            if (word.IsEmpty || tokens.Start < end || tokens.End <= tokens.Start || tokens.End > text!.Length) return false;
            end = tokens.End;
        }
        return true;
    }

    [Fact]
    public void Theme_AddressesAmongStatements_AreInNoThemeNameOrPhrase()
    {
        string[] addresses =
        [
            "https://example.org/news/%E8%AD%A6%E6%89%AE/page.html", "see https://www.example.org/a?x=1&utm_source=mail", "www.example.org/care-home-report.pdf",
            "https://example.org/%D9%85%D8%B1%D8%AD%D8%A8%D8%A7", "see attached file report_v2_FINAL.docx", "https://example.org/news/%E8%AD%A6%E6%89%AE/2.html",
        ];

        ThemingResult result = Theme([.. CareStatements.Of(30), .. addresses]);

        Assert.All(result.Assignments[30..], assignment => Assert.Equal(-1, assignment.Theme));
        AssertNowhere(result, "example", "org", "https", "html", "docx", "report");
    }

    [Fact]
    public void Theme_PlaceholdersInStatements_AreInNoThemeNamePhraseOrDraft()
    {
        string[] texts = [.. CareStatements.Of(60).Select((text, i) => i % 2 == 0 ? $"[name] and [phone number]: {text}" : $"{text} I love [name]'s visits on [date]")];

        ThemingResult result = Theme(texts);

        AssertNowhere(result, "name", "phone", "number", "date", "[", "s");
    }

    [Fact]
    public void Learn_PlaceholderInEveryTextOfATheme_TeachesNothing()
    {
        TaughtText[] taught = [.. TaughtStatements.Of(100).Select(one => one.Theme == "bus" ? one with { Text = $"{one.Text} [phone number]" } : one)];

        Suggestion suggestion = ThemeLearner.Learn(taught, new LearningOptions(), TestContext.Current.CancellationToken).Suggest("The dinner was tasty [phone number]");

        Assert.DoesNotContain(suggestion.Words, word => word.Contains("phone", StringComparison.OrdinalIgnoreCase));
    }

    private static void AssertNowhere(ThemingResult result, params string[] words) => Assert.All(result.Themes, theme =>
    {
        string[] said = [theme.Name, theme.IStatement ?? "", .. theme.Alternatives, .. theme.KeyPhrases];
        Assert.All(said, text => Assert.DoesNotContain(text.ToLowerInvariant().Split(' '), words.Contains));
    });

    private static ThemingResult Theme(string[] texts) =>
        new ThemingEngine().Theme(texts, Facet.Working, new ThemingOptions(), null, TestContext.Current.CancellationToken);

    private static string[] Words(string text)
    {
        var tokens = new Tokeniser(text, new char[Tokeniser.LongestWord]);
        var words = new List<string>();
        while (tokens.Next(out ReadOnlySpan<char> word)) words.Add(word.ToString());
        return [.. words];
    }
}
