using CoProduction.Review.V1;
using CoProduction.Shared.Hints;

namespace CoProduction.Shared.Tests.Hints;

/// <summary>Signs of harm are known in English alone: what is in another language is for somebody who reads it.</summary>
public sealed class OtherLanguageTests
{
    [Theory]
    [InlineData("Nie chcę już żyć")]
    [InlineData("Er schlägt mich jeden Tag und niemand hilft mir")]
    [InlineData("मैं अब जीना नहीं चाहती")]
    public void Find_AnotherLanguage_AllOfItIsForAPerson(string text)
    {
        var hint = Assert.Single(HoldBackHints.Find(text), hint => hint.Kind == HeldKind.OtherLanguage);

        Assert.Equal((0, text.Length, false), (hint.Start, hint.Length, hint.Identifies));
    }

    [Theory]
    [InlineData("The bus never comes on time")]
    [InlineData("Buses la la la, that is all I hear")]
    public void Find_English_IsNotHeldForItsLanguage(string text) => Assert.DoesNotContain(HoldBackHints.Find(text), hint => hint.Kind == HeldKind.OtherLanguage);

    [Fact]
    public void Apply_AnotherLanguage_TakesOutTheDetailAndKeepsTheWords() =>
        Assert.Equal("Nie chcę już żyć, proszę dzwonić [phone number]", Redaction.Apply("Nie chcę już żyć, proszę dzwonić 01632 960 123", HoldBackHints.Find("Nie chcę już żyć, proszę dzwonić 01632 960 123")));

    [Theory]
    [InlineData("She wants to die", HarmKind.Life)]
    [InlineData("He hits me when the door is shut", HarmKind.Abuse)]
    [InlineData("They did not feed her for two days", HarmKind.Neglect)]
    [InlineData("They did not feed her and now she wants to die", HarmKind.Life)]
    public void MostUrgent_SignsOfHarm_TellTheirKind(string text, HarmKind kind) => Assert.Equal(kind, Harms.MostUrgent(HoldBackHints.Find(text)));
}
