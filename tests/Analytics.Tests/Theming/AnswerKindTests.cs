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
    [InlineData("Not Provided")]
    [InlineData("No response given")]
    [InlineData("skipped")]
    [InlineData("Respondent skipped this question")]
    [InlineData("Not Applicable (N/A)")]
    [InlineData("not applicable to me")]
    [InlineData("[blank]")]
    [InlineData("NULL")]
    [InlineData("<null>")]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("undefined")]
    [InlineData("#N/A")]
    [InlineData("#VALUE!")]
    [InlineData("—")]
    [InlineData("I don´t know, sorry")]
    [InlineData("No comment at this stage - thanks")]
    [InlineData("No data available")]
    [InlineData("I'm not really sure to be honest")]
    [InlineData("Did not answer")]
    [InlineData("Click or tap here to enter text.")]
    [InlineData("see my previous answer")]
    [InlineData("see attached report_v2_FINAL.docx")]
    [InlineData("see https://www.example.org/a?x=1&utm_source=mail&utm_medium=newsletter&utm_campaign=spring")]
    public void Of_Refusal_IsNoAnswer(string text) => Assert.Equal(SetAside.NonAnswer, AnswerKind.Of(text));

    [Theory]
    [InlineData("Nothing")]
    [InlineData("  nothing at all. ")]
    [InlineData("NONE!!")]
    [InlineData("No")]
    [InlineData("No - nothing")]
    [InlineData("I can’t think of anything")]
    [InlineData("Nothing to add")]
    [InlineData("I have nothing to add")]
    [InlineData("Nothing I can think of at the moment")]
    [InlineData("None that I can think of right now, thank you very much")]
    [InlineData("Well, honestly, nothing")]
    [InlineData("erm... nothing for me, sorry")]
    [InlineData("There is nothing at present")]
    [InlineData("none/nothing")]
    [InlineData("nothing - n/a")]
    [InlineData("NOTHING, AS FAR AS I KNOW")]
    [InlineData("not at the moment")]
    [InlineData("I cant think of anything off hand")]
    [InlineData("Nothing so far to be honest 👍")]
    [InlineData("no xx")]
    public void Of_Nothing_IsAnAnswer(string text) => Assert.Equal(SetAside.Nothing, AnswerKind.Of(text));

    [Theory]
    [InlineData("Nothing to do on Sundays")]
    [InlineData("Nothing works, nobody listens")]
    [InlineData("No bus")]
    [InlineData("Unknown people come to my house")]
    [InlineData("Same carer")]
    [InlineData("Food")]
    [InlineData("None - all fine")]
    [InlineData("Nothing, keep it up")]
    [InlineData("nothing ever gets done")]
    [InlineData("None of the staff listen")]
    [InlineData("no food")]
    [InlineData("Nothing to look forward to")]
    [InlineData("I am nothing")]
    [InlineData("I feel nothing")]
    [InlineData("I have no one")]
    [InlineData("I don't want to be here")]
    [InlineData("I don't know what to do")]
    [InlineData("Not sure who to ask")]
    [InlineData("No information")]
    [InlineData("Not available at weekends")]
    [InlineData("No complaints")]
    [InlineData("hard to remember things")]
    [InlineData("Nan")]
    [InlineData("The website")]
    [InlineData("Thanks")]
    [InlineData("I like XXXX")]
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

    [Theory]
    [InlineData("nothing", " at the moment", SetAside.Nothing)]
    [InlineData("none", ", thank you very much", SetAside.Nothing)]
    [InlineData("nothing", " that I can think of", SetAside.Nothing)]
    [InlineData("not provided", ", sorry", SetAside.NonAnswer)]
    [InlineData("no comment", " to be honest", SetAside.NonAnswer)]
    public void Of_TailAndAnyCaseOrMark_ChangesNothing(string core, string tail, object kind)
    {
        string[] written = [core + tail, $"{core}{tail}.", $"{core} - {core}", $"{core}/{core}{tail}", $"({core})", (core + tail).ToUpperInvariant(), $"Well, {core}{tail}!!"];

        Assert.All(written, text => Assert.Equal(kind, AnswerKind.Of(text)));
        Assert.All(written, text => Assert.Equal(SetAside.None, AnswerKind.Of($"{text} but the bus is late")));
    }

    [Property]
    public bool Of_SpacesAround_ChangeNothing(string? text) => AnswerKind.Of($" \n{text}\t ") == AnswerKind.Of(text);

    [Property]
    public bool Of_MoreSaid_IsAStatement(string? text) => AnswerKind.Of($"the bus is late {text}") == SetAside.None;
}
