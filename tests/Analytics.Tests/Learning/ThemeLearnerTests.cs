using CoProduction.Analytics.Theming.Learning;
using Xunit;

namespace CoProduction.Analytics.Tests.Learning;

public sealed class ThemeLearnerTests
{
    private const string UnlikeAnything = "Quarterly spreadsheet macros overflowed yesterday";

    private static readonly LearningOptions s_options = new();
    private static readonly LearnedThemes s_learned = Learn(TaughtStatements.Of(150));

    [Theory]
    [InlineData("The driver of my taxi was early", "bus")]
    [InlineData("Lunch was hot and tasty", "food")]
    [InlineData("My nurse hears my views when I speak", "listen")]
    [InlineData("I go out with friends for company", "friends")]
    [InlineData("A locked door keeps me safe at night", "safe")]
    public void Suggest_NewStatement_IsInItsTheme(string text, string theme) => Assert.Equal(theme, s_learned.Suggest(text).Suggested);

    [Theory]
    [InlineData(UnlikeAnything)]
    [InlineData("\u4F60\u597D")]
    [InlineData("The and of")]
    public void Suggest_TextUnlikeAnythingTaught_IsLeftToPeople(string text) => Assert.Null(s_learned.Suggest(text).Suggested);

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("n/a")]
    [InlineData("Nothing")]
    [InlineData("\0\0")]
    [InlineData("\uD83D")]
    public void Suggest_NoStatement_HasNoTheme(string text) => Assert.Equivalent(new Suggestion(null, 0, false, []), s_learned.Suggest(text));

    [Fact]
    public void Suggest_Statement_NamesWordsOfItsOwnThatSpeakForTheTheme()
    {
        const string text = "Honestly the TAXI to the old town\u2019s shops, driven by Priya, was early";

        var words = s_learned.Suggest(text).Words;

        Assert.InRange(words.Count, 1, 5);
        Assert.All(words, word => Assert.Contains(word, text));
        Assert.Contains("TAXI", words);
        Assert.DoesNotContain("the", words);
    }

    [Fact]
    public void Suggest_NulAndHalfACharacterInAStatement_StillFindsTheTheme() =>
        Assert.Equal("bus", s_learned.Suggest("The taxi\0 and the bus \uD83D takes me to the shops \uDE00").Suggested);

    [Fact]
    public void Suggest_AMegabyte_GoesByItsBeginning() =>
        Assert.Equal("food", s_learned.Suggest("Lunch was hot and tasty. " + new string('x', 1_000_000)).Theme);

    [Fact]
    public void Learn_ManyExamples_IsRightOnThoseHeldBack()
    {
        HeldBackQuality quality = s_learned.Quality;

        Assert.Equal(150, quality.Texts);
        Assert.InRange(quality.Right, 0.9, 1);
        Assert.InRange(quality.RightWhenSure, s_options.WantedAccuracy, 1);
        Assert.Equal(150, quality.Reliability.Bins.Sum(bin => bin.Count));
        Assert.InRange(quality.Reliability.MeanGap, 0, 0.15);
    }

    [Fact]
    public void Learn_ThemesThatWordsDoNotTell_IsSureOfNothing()
    {
        TaughtText[] examples = [.. TaughtStatements.Of(60).Select((example, i) => example with { Theme = i / 5 % 2 == 0 ? "one" : "other" })];

        LearnedThemes learned = Learn(examples, s_options with { WantedAccuracy = 0.99 });

        Assert.Equal(0, learned.Quality.Sure);
        Assert.Null(learned.Suggest(examples[0].Text).Suggested);
    }

    [Fact]
    public void Learn_Again_OnOneThread_IsTheSameToTheBit() =>
        Assert.Equal(Saved(s_learned), Saved(Learn(TaughtStatements.Of(150), s_options with { MaxDegreeOfParallelism = 1 })));

    [Fact]
    public void Load_Saved_IsTheSameToTheBit()
    {
        using var stream = new MemoryStream(Saved(s_learned));

        LearnedThemes loaded = LearnedThemes.Load(stream);

        Assert.Equal(Saved(s_learned), Saved(loaded));
        Assert.Equal(s_learned.Themes, loaded.Themes);
        Assert.Equivalent(s_learned.Quality, loaded.Quality);
        Assert.All(TaughtStatements.Of(20), said => Assert.Equivalent(s_learned.Suggest(said.Text), loaded.Suggest(said.Text)));
    }

    [Fact]
    public void Load_AnotherVersion_IsRefused() => Assert.Throws<InvalidDataException>(() => LearnedThemes.Load(new MemoryStream([9, 9, 0, 0])));

    [Fact]
    public void Load_CutOff_IsRefused() => Assert.Throws<EndOfStreamException>(() => LearnedThemes.Load(new MemoryStream(Saved(s_learned)[..^9])));

    [Fact]
    public void Learn_NoExamples_IsRefused() => Refused("Learning needs statements; none of these has a text.");

    [Fact]
    public void Learn_EmptyTextsOnly_IsRefused() => Refused("Learning needs statements; none of these has a text.", new TaughtText("", "one"), new TaughtText(" ", "other"));

    [Fact]
    public void Learn_OneTheme_IsRefused() =>
        Refused("Learning needs statements in at least two themes; these are in 1.", new TaughtText("The bus was late", "bus"), new TaughtText("My taxi", "bus"));

    [Fact]
    public void Learn_ThemeWithoutAName_IsRefused() => Refused("Each theme needs a name; one of these has none.", new TaughtText("The bus was late", ""));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Learn_WantedAccuracyThatIsNone_IsRefused(double wanted) =>
        Assert.Throws<ArgumentException>(() => Learn(TaughtStatements.Of(10), s_options with { WantedAccuracy = wanted }));

    [Fact]
    public void Learn_ThemesWithOneExampleEach_IsSureOfNothing()
    {
        LearnedThemes learned = Learn([new("The bus was late", "bus"), new("Lunch was tasty", "food")]);

        Assert.Equal("bus", learned.Suggest("The bus was late").Theme);
        Assert.Null(learned.Suggest("The bus was late").Suggested);
    }

    [Fact]
    public void Learn_BadTexts_LearnsFromTheOthers()
    {
        TaughtText[] bad = [new("\0", "food"), new("\uD83D\uD83D", "safe"), new("", "bus"), new("12345 !!!", "bus"), new(new string('a', 1_000_000), "friends")];

        LearnedThemes learned = Learn([.. TaughtStatements.Of(100), .. bad]);

        using var stream = new MemoryStream(Saved(learned));
        Assert.Equal("food", learned.Suggest("Lunch was hot and tasty").Suggested);
        Assert.Equal(Saved(learned), Saved(LearnedThemes.Load(stream)));
    }

    [Fact]
    public void DriftOf_TextsLikeThoseTaught_IsNotFar()
    {
        Drift drift = s_learned.DriftOf([.. TaughtStatements.Of(100).Select(said => said.Text)]);

        Assert.Equal(100, drift.Texts);
        Assert.False(drift.IsFar);
        Assert.InRange(drift.ThemesMoved, 0, drift.ThemesMovedByChance);
        Assert.Equal(0, drift.UnseenWords);
    }

    [Fact]
    public void DriftOf_OneThemeOnly_HasMovedThemes()
    {
        Drift drift = s_learned.DriftOf([.. TaughtStatements.Of(100).Where(said => said.Theme == "food").Select(said => said.Text)]);

        Assert.True(drift.IsFar);
        Assert.InRange(drift.ThemesMoved, drift.ThemesMovedByChance + 0.1, 1);
    }

    [Fact]
    public void DriftOf_TextsUnlikeThoseTaught_IsFar()
    {
        Drift drift = s_learned.DriftOf([.. Enumerable.Repeat(UnlikeAnything, 20)]);

        Assert.True(drift.IsFar);
        Assert.Equal((1, 1), (drift.Unsure, drift.UnseenWords));
    }

    [Fact]
    public void DriftOf_NoTexts_IsNotFar() => Assert.False(s_learned.DriftOf([]).IsFar);

    private static void Refused(string why, params TaughtText[] examples) =>
        Assert.StartsWith(why, Assert.Throws<ArgumentException>(() => Learn(examples)).Message);

    private static LearnedThemes Learn(TaughtText[] examples, LearningOptions? options = null) =>
        ThemeLearner.Learn(examples, options ?? s_options, CancellationToken.None);

    private static byte[] Saved(LearnedThemes learned)
    {
        using var stream = new MemoryStream();
        learned.Save(stream);
        return stream.ToArray();
    }
}
