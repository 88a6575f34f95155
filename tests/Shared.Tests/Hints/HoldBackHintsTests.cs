using CoProduction.Shared.Hints;

namespace CoProduction.Shared.Tests.Hints;

/// <summary>What is made to take long does not: each of these would take hours where a rule went over its text again and again.</summary>
public sealed class HoldBackHintsTests
{
    private const int Letters = 1_000_000;

    [Theory]
    [InlineData("a")]
    [InlineData("a.")]
    [InlineData("a@")]
    [InlineData("a-")]
    [InlineData("1")]
    [InlineData("1 ")]
    [InlineData("12 Mill ")]
    [InlineData("flat 1 A ")]
    [InlineData("born 1 ")]
    [InlineData("NHS number ")]
    [InlineData("part number ")]
    [InlineData("Sarah ")]
    [InlineData("Rose ")]
    [InlineData("A. ")]
    [InlineData("dr ")]
    [InlineData("left in ")]
    [InlineData("crisis ")]
    [InlineData("nobody gave my old poor ")]
    [InlineData("not neglect ")]
    [InlineData("my mum ")]
    [InlineData("'")]
    [InlineData("&amp;")]
    [InlineData("&#")]
    [InlineData("<p")]
    [InlineData("[")]
    [InlineData("A ")]
    [InlineData("not not not ")]
    [InlineData("press the bell ")]
    [InlineData("\u200Bx")]
    [InlineData("â€™")]
    [InlineData("Ò")]
    [InlineData("NHS 1 ")]
    public void Find_OneMegabyteOfTheSame_Ends(string again)
    {
        var text = string.Concat(Enumerable.Repeat(again, Letters / again.Length)) + "@";

        Assert.All(HoldBackHints.Find(text), hint => Assert.True(hint.End <= text.Length));
    }
}
