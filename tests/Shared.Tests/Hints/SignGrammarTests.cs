using CoProduction.Review.V1;
using CoProduction.Shared.Hints;

namespace CoProduction.Shared.Tests.Hints;

/// <summary>What each part of a sign's line means.</summary>
public sealed class SignGrammarTests
{
    [Theory]
    [InlineData("feed* Who", "she feeds me today", "feeds me")]
    [InlineData("feed* Who", "fed the dog", "fed the dog")]
    [InlineData("feed/ed Who", "they feed me", null)]
    [InlineData("feed/ing Who", "feeding me", "feeding me")]
    [InlineData("not? fed Who", "not fed me", "not fed me")]
    [InlineData("not? fed Who", "fed me", "fed me")]
    [InlineData("left ~2 bed", "left in the bed", "left in the bed")]
    [InlineData("left ~2 bed", "left in the big bed", null)]
    [InlineData("left ~2 bed", "left. In bed", null)]
    [InlineData("rang ... nobody", "rang and rang. Then nobody", "rang and rang. Then nobody")]
    [InlineData("left ~1 it? ~1 bed", "left in bed", "left in bed")]
    [InlineData("hit me !hard", "hit me hard", null)]
    [InlineData("hit me !very_hard", "hit me very soft", "hit me")]
    [InlineData("<!it hit me", "it hit me", null)]
    [InlineData("hit me !!football", "at football he hit me", null)]
    [InlineData("hit me $", "hit me now", null)]
    [InlineData("hit me $", "hit me, now", "hit me")]
    [InlineData("hit me", "nobody has hit me", null)]
    [InlineData("= hit me", "nobody has hit me", "hit me")]
    [InlineData("fed Who", "did not really feed me, fed really me", "fed really me")]
    [InlineData("did not go", "didn't go", "didn't go")]
    [InlineData("no_one came", "no one came", "no one came")]
    public void Find_Sign_WhatItsLineSays(string line, string text, string? found)
    {
        var lexicon = new Lexicon();
        var grammar = new SignGrammar(lexicon, HarmWords.ShortForms);
        foreach (var (name, words) in HarmWords.Classes.Where(c => c.Name is "Filler" or "NotOnly" or "Denial" or "Between" or "Or"))
            grammar.AddClass(name, words);
        grammar.AddClass("Who", "me him the_dog");
        grammar.Add(line, HarmKind.Abuse);
        var places = new List<(int Start, int End, HarmKind Kind)>();

        new SignFinder(lexicon, grammar).Find(text, new TextWords(lexicon).Read(text), lexicon, places);

        Assert.Equal(found, places.Select(place => text[place.Start..place.End]).SingleOrDefault());
    }

    [Theory]
    [InlineData("stop", "stop stops stopped stopping")]
    [InlineData("deny", "deny denies denied denying")]
    [InlineData("push", "push pushes pushed pushing")]
    [InlineData("lie", "lie lies lay lain lying")]
    [InlineData("feed", "feed feeds fed feeding")]
    [InlineData("need", "need needs needed needing")]
    [InlineData("agree", "agree agrees agreed agreeing")]
    public void All_Verb_EveryForm(string verb, string forms) => Assert.Equal(forms.Split(' '), Inflection.All(verb));
}
