using CoProduction.Analytics.Theming;
using Xunit;

namespace CoProduction.Analytics.Tests.Theming;

/// <summary>However somebody writes, they stand in the theme of what they write about.</summary>
public sealed class EveryVoiceTests
{
    private const int Ordinary = 300;

    [Theory]
    [InlineData("bus", "bus bus bus")]
    [InlineData("bus", "bus")]
    [InlineData("bus", "smiley face bus")]
    [InlineData("bus", "sad face taxi")]
    [InlineData("bus", "😀 bus 😀")]
    [InlineData("bus", "🚌")]
    [InlineData("bus", "🚕🚕👍")]
    [InlineData("bus", "tha bus dun't stop nobbut at shops")]
    [InlineData("bus", "the minnibus drivver an the taxxi")]
    [InlineData("food", "me like dinner")]
    [InlineData("food", "food good food good")]
    [InlineData("food", "🍽️")]
    [InlineData("food", "😋🍕")]
    [InlineData("food", "i lyke my diner an brekfast")]
    [InlineData("food", "me mam dun't get owt for her dinner")]
    [InlineData("friends", "freinds")]
    [InlineData("friends", "frends an freind club")]
    [InlineData("friends", "my frends at the clubb")]
    [InlineData("friends", "friends friends friends")]
    [InlineData("listen", "they lissen to me")]
    [InlineData("listen", "thay lisen")]
    [InlineData("safe", "saife at nite wiv the allarm")]
    [InlineData("safe", "thumbs up safe")]
    public void Theme_WrittenInAnotherWay_IsInTheThemeOfItsMatter(string topic, string text)
    {
        string[] texts = [.. CareStatements.Of(Ordinary), .. SortedStatements.All.Select(statement => statement.Text), text];

        ThemingResult result = new ThemingEngine().Theme(texts, Facet.General, new ThemingOptions(8), null, TestContext.Current.CancellationToken);

        int theme = result.Assignments[^1].Theme;
        Assert.True(theme >= 0, $"{text}: {result.Assignments[^1].Reason}");
        int most = Enumerable.Range(0, Ordinary).Where(i => result.Assignments[i].Theme == theme).CountBy(CareStatements.TopicOf).MaxBy(count => count.Value).Key;
        Assert.True(topic == CareStatements.Topics[most], $"{text} is in {CareStatements.Topics[most]}.");
    }

    [Theory]
    [InlineData("zxqv wqxz")]
    [InlineData("ummmm")]
    [InlineData("😀😀😀")]
    [InlineData("🤷‍♀️")]
    public void Theme_NothingToGoBy_IsSetAsideWithAReason(string text)
    {
        ThemingResult result = new ThemingEngine().Theme([.. CareStatements.Of(Ordinary), text], Facet.General, new ThemingOptions(), null, TestContext.Current.CancellationToken);

        Assert.Equal((Ordinary + 1, -1), (result.Assignments.Length, result.Assignments[^1].Theme));
        Assert.NotEqual(SetAside.None, result.Assignments[^1].Reason);
    }
}
