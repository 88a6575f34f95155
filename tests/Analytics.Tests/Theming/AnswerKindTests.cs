using CoProduction.Analytics.Theming;
using FsCheck.Xunit;
using Xunit;

namespace CoProduction.Analytics.Tests.Theming;

public sealed class AnswerKindTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   \t\r\n")]
    [InlineData("\0\0")]
    [InlineData("12")]
    [InlineData("\ud83d\ude00")]
    public void Of_NoWord_IsEmpty(string text) => Assert.Equal(SetAside.Empty, AnswerKind.Of(text));

    [Theory]
    [InlineData("n/a")]
    [InlineData("N/A.")]
    [InlineData("Prefer not to say")]
    [InlineData("Don’t know")]
    [InlineData("no comment!")]
    [InlineData("-")]
    [InlineData("...")]
    [InlineData("Nothing to add")]
    public void Of_Refusal_IsNoAnswer(string text) => Assert.Equal(SetAside.NonAnswer, AnswerKind.Of(text));

    [Theory]
    [InlineData("Nothing")]
    [InlineData("  nothing at all. ")]
    [InlineData("NONE!!")]
    [InlineData("No")]
    [InlineData("No - nothing")]
    [InlineData("I can’t think of anything")]
    public void Of_Nothing_IsAnAnswer(string text) => Assert.Equal(SetAside.Nothing, AnswerKind.Of(text));

    [Theory]
    [InlineData("Nothing to do on Sundays")]
    [InlineData("Nothing works, nobody listens")]
    [InlineData("No bus")]
    [InlineData("Unknown people come to my house")]
    [InlineData("Same carer")]
    [InlineData("Food")]
    public void Of_SomethingSaid_IsAStatement(string text) => Assert.Equal(SetAside.None, AnswerKind.Of(text));

    [Theory]
    [InlineData(Facet.Working)]
    [InlineData(Facet.NotWorking)]
    [InlineData(Facet.Future)]
    public void Theme_NothingUnderAnyQuestion_IsSetAsideToBeCounted(Facet facet)
    {
        string[] texts = [.. CareStatements.Of(20), "Nothing.", "n/a"];

        ThemingResult result = new ThemingEngine().Theme(texts, facet, new ThemingOptions(), null, TestContext.Current.CancellationToken);

        Assert.Equal([SetAside.Nothing, SetAside.NonAnswer], result.Assignments[20..].Select(assignment => assignment.Reason));
        Assert.Equal(20, result.Themes.Sum(theme => theme.Size));
    }

    [Property]
    public bool Of_SpacesAround_ChangeNothing(string? text) => AnswerKind.Of($" \n{text}\t ") == AnswerKind.Of(text);

    [Property]
    public bool Of_MoreSaid_IsAStatement(string? text) => AnswerKind.Of($"the bus is late {text}") == SetAside.None;
}
