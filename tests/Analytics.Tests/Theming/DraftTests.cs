using System.Text.RegularExpressions;
using CoProduction.Analytics.Theming;
using Xunit;

namespace CoProduction.Analytics.Tests.Theming;

/// <summary>Names and draft "I" statements of themes.</summary>
public sealed partial class DraftTests
{
    public static TheoryData<string, Facet> Questions => new() { { "working", Facet.Working }, { "not working", Facet.NotWorking }, { "future", Facet.Future } };

    [Theory]
    [MemberData(nameof(Questions))]
    public void Theme_SortedStatements_DraftsWhatTheThemeIsAboutMoreOftenThanNot(string question, Facet facet)
    {
        var sorted = SortedStatements.All.Where(statement => statement.Question == question).ToList();

        ThemingResult result = Theme([.. sorted.Select(statement => statement.Text)], facet);

        var drafted = result.Themes.Where(theme => theme.IStatement is not null).ToList();
        Assert.True(drafted.Count * 2 >= result.Themes.Count, $"Only {drafted.Count} of {result.Themes.Count} themes have a draft.");
        Assert.All(drafted, theme =>
        {
            string topic = Banked(theme.IStatement!).Topic;
            var members = sorted.Where((_, i) => result.Assignments[i].Theme == theme.Number).ToList();
            int about = members.Count(statement => statement.Topics.Contains(topic));
            Assert.True(about * 2 >= members.Count, $"“{theme.IStatement}” ({topic}) is true of {about} of: {string.Join(" / ", members.Select(statement => statement.Text))}");
        });
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Theme_SortedStatements_HaveNamesOfTheirOwn(string question, Facet facet)
    {
        ThemingResult result = Theme([.. SortedStatements.All.Where(statement => statement.Question == question).Select(statement => statement.Text)], facet);

        Assert.Equal(result.Themes.Count, result.Themes.Select(theme => theme.Name).Distinct().Count());
        Assert.All(result.Themes, theme => Assert.Matches(BeginsWithACapital(), theme.Name));
    }

    [Theory]
    [InlineData(Facet.Working, "I get on with my bus driver", "I can get to where I want to go.")]
    [InlineData(Facet.NotWorking, "The bus is late and there is no bus on Sundays", "I find it hard to get to where I need to go.")]
    [InlineData(Facet.Future, "A bus to the market", "I want transport that gets me where I want to go.")]
    public void Theme_SameTopic_IsDraftedTrueToTheQuestion(Facet facet, string statement, string draft)
    {
        ThemingResult result = Theme([.. Enumerable.Repeat(statement, 8)], facet);

        Assert.Equal(draft, Assert.Single(result.Themes).IStatement);
    }

    [Fact]
    public void Theme_ComplaintsUnderWhatIsWorking_AreDraftedAsComplaint()
    {
        ThemingResult result = Theme([.. Enumerable.Repeat("The bus is never on time and I am stuck", 8)], Facet.Working);

        Assert.Equal("I find it hard to get to where I need to go.", Assert.Single(result.Themes).IStatement);
    }

    [Theory]
    [InlineData("I get a good service.", "Great service", "Nothing, the service is faultless", "Excellent service all round", "Cannot fault the service")]
    [InlineData("I am happy with things as they are.", "Nothing, it was excellent", "It could not have been better", "No complaints at all", "Everything was perfect")]
    [InlineData("My drivers are kind and helpful.", "The driver was polite and helpful", "Friendly drivers", "A kind driver, not late once", "Lovely driver in the minibus")]
    public void Theme_PraiseUnderWhatIsNotWorking_IsDraftedAsPraise(string draft, params string[] texts)
    {
        ThemingResult result = Theme([.. texts, .. texts], Facet.NotWorking, themes: 1);

        Assert.Equal(draft, Assert.Single(result.Themes).IStatement);
    }

    [Theory]
    [InlineData(Facet.Working, "I don't feel safe at night", Facet.Working)]
    [InlineData(Facet.Working, "Nobody ever makes me feel safe", Facet.Working)]
    [InlineData(Facet.Working, "I miss my friends from the group", Facet.Working)]
    [InlineData(Facet.Working, "I want to see my friends", Facet.Working)]
    [InlineData(Facet.Working, "I no longer get help from my kind carer", Facet.Working)]
    [InlineData(Facet.General, "Please tell me when the nurse is late", Facet.Working)]
    [InlineData(Facet.NotWorking, "The carers are never late", Facet.NotWorking)]
    [InlineData(Facet.NotWorking, "The staff were not rude at all", Facet.NotWorking)]
    [InlineData(Facet.Working, "Please keep our day centre open", Facet.Working)]
    [InlineData(Facet.General, "We are against the closure of the day centre", Facet.Working)]
    [InlineData(Facet.NotWorking, "Do not close the day centre, it is a lifeline", Facet.NotWorking)]
    public void Theme_WordsOfATopicDeniedOrWishedFor_DraftNothingAgainstThem(Facet facet, string statement, Facet against)
    {
        ProposedTheme theme = Assert.Single(Theme([.. Enumerable.Repeat(statement, 8)], facet).Themes);

        string?[] drafts = [theme.IStatement, .. theme.Alternatives];
        Assert.DoesNotContain(drafts.OfType<string>(), draft => IStatementBank.Shared.Statements.Any(banked => banked.Text == draft && banked.Facet == against));
    }

    [Fact]
    public void Theme_PraiseAndComplaintByHalves_HasNoDraft()
    {
        string[] texts = ["Kind drivers", "The driver was rude", "A polite driver", "The driver was awful", "Helpful drivers", "The drivers are unfriendly"];

        Assert.Null(Assert.Single(Theme(texts, Facet.NotWorking, themes: 1).Themes).IStatement);
    }

    [Fact]
    public void Theme_PraiseBesideComplaints_BearsOutNoComplaint()
    {
        string[] texts = ["No parking", "Bad parking", "Quick and easy to park", "Great parking", "Easy parking, thank you", "Marbles", "Thunder", "Gravel", "Parcels"];

        Assert.Null(Assert.Single(Theme(texts, Facet.NotWorking, themes: 1).Themes).IStatement);
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Theme_SortedStatements_AreDraftedWithoutNearDuplicates(string question, Facet facet)
    {
        ThemingResult result = Theme([.. SortedStatements.All.Where(statement => statement.Question == question).Select(statement => statement.Text)], facet);

        BankedStatement[] drafted = [.. result.Themes.Where(theme => theme.IStatement is not null).Select(theme => Banked(theme.IStatement!))];
        Assert.All(drafted, (one, i) => Assert.DoesNotContain(drafted.Skip(i + 1), one.IsNearly));
    }

    [Theory]
    [InlineData("I have to wait too long.", "I wait too long to be seen.", true)]
    [InlineData("I am met with kindness.", "I find the staff kind and friendly.", true)]
    [InlineData("I have to wait too long.", "I get help quickly.", false)]
    [InlineData("I get a good service.", "I get good care and treatment.", false)]
    public void Bank_TwoStatements_AreNearlyTheSameByTopicOrWords(string one, string other, bool nearly) =>
        Assert.Equal(nearly, Banked(one).IsNearly(Banked(other)));

    [Theory]
    [InlineData(Facet.Working)]
    [InlineData(Facet.NotWorking)]
    public void Theme_PeopleNamed_AreNamedInNoDraft(Facet facet)
    {
        string[] texts = ["I love Margaret my kind nurse", "Margaret is kind and friendly", "I feel Margaret is a lovely and kind nurse", "Kind Margaret from Elm Street"];

        ProposedTheme theme = Assert.Single(Theme([.. texts, .. texts], facet, themes: 1).Themes);

        Assert.NotNull(theme.IStatement);
        Assert.All([theme.IStatement, .. theme.Alternatives], text => Assert.DoesNotMatch("Margaret|Elm", text));
    }

    [Fact]
    public void Theme_NothingInCommon_HasNoDraft()
    {
        string[] texts = ["Marbles", "The blue one with a dent", "My aunt's trombone", "Seven o'clock", "A lick of paint", "Thunder"];

        Assert.Null(Assert.Single(Theme(texts, Facet.Working, themes: 1).Themes).IStatement);
    }

    [Fact]
    public void Theme_Draft_RestsOnItsFirstQuotes()
    {
        string[] texts =
        [
            "My black felt hat and scarf", "My old black hat and gloves", "A warm hat and a black scarf", "My woollen hat and old gloves",
            "The dog and thunder over gravel", "A dog, parcels, invoices", "Marbles for the dog on Tuesdays", "Our dog at the lighthouse", "Dog, trombone, kettle", "Invoices and the dog", "Dog in the fog at noon",
        ];

        ProposedTheme theme = Assert.Single(Theme(texts, Facet.Working, themes: 1).Themes);

        Assert.Equal("I have animals in my life.", theme.IStatement);
        Assert.All(theme.Quotes.Take(2), quote => Assert.Contains("dog", texts[quote], StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Theme_WishesWithoutAPerson_AreOfferedInTheFirst()
    {
        ThemingResult result = Theme([.. Enumerable.Repeat("To polish the trombone on Fridays", 3), .. Enumerable.Repeat("To polish the big trombone", 3)], Facet.Future, themes: 1);

        Assert.Contains("I want to polish the big trombone.", Assert.Single(result.Themes).Alternatives);
    }

    [Fact]
    public void Theme_OneHabitOfWords_IsNamedByIt()
    {
        string[] texts = ["The art group on Tuesdays", "I like the art group", "Art group is the best", "Going to my art group", "Lunch at the art group"];

        Assert.Equal("Art group", Assert.Single(Theme(texts, Facet.Working, themes: 1).Themes).Name);
    }

    [Fact]
    public void Theme_WordsOfOneTopic_AreNamedByTheTopic()
    {
        string[] texts = ["The bus comes", "Taxis turn up", "My minibus is fine", "The train runs", "A car that goes"];

        Assert.Equal("Transport", Assert.Single(Theme(texts, Facet.Working, themes: 1).Themes).Name);
    }

    [Theory]
    [InlineData("They ring me and they help me with the kettle", "kettle")]
    [InlineData("I quickly got fourteen new kettles and I told her", "new kettles")]
    [InlineData("Walter gave the kettle to Walter", "kettle")]
    [InlineData("I like to cook with a kettle", "kettle")]
    public void Theme_KeyPhrases_NameThingsOnly(string statement, string phrase)
    {
        ThemingResult result = Theme([.. Enumerable.Repeat(statement, 5)], Facet.General);

        Assert.Equal([phrase], Assert.Single(result.Themes).KeyPhrases);
    }

    [Fact]
    public void Bank_Statements_AreInTheFirstPersonPresentAndDifferent()
    {
        var texts = IStatementBank.Shared.Statements.Select(banked => banked.Text).ToList();

        Assert.Equal(texts.Distinct(), texts);
        Assert.All(texts, text => Assert.Matches(PlainStatement(), text));
        Assert.All(IStatementBank.Shared.Statements.Where(banked => banked.Facet == Facet.Future), banked => Assert.StartsWith("I want ", banked.Text));
    }

    [Fact]
    public void Bank_Topics_AreNotWrittenTwice() =>
        Assert.Equal(
            IStatementBank.Shared.Statements.Select(banked => banked.Topic.ToLowerInvariant()).Distinct().Count(),
            IStatementBank.Shared.Statements.Select(banked => banked.Topic).Distinct().Count());

    private static BankedStatement Banked(string text) => IStatementBank.Shared.Statements.Single(banked => banked.Text == text);

    private static ThemingResult Theme(string[] texts, Facet facet, int? themes = null) =>
        new ThemingEngine().Theme(texts, facet, new ThemingOptions(themes), null, TestContext.Current.CancellationToken);

    [GeneratedRegex(@"^\p{Lu}")]
    private static partial Regex BeginsWithACapital();

    // Speaks of me or mine, in one sentence.
    [GeneratedRegex(@"^(?=.*\b(I|me|my)\b)\p{Lu}[\p{L}',\- ]+\.$", RegexOptions.IgnoreCase)]
    private static partial Regex PlainStatement();
}
