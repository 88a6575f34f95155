using CoProduction.Review.V1;
using CoProduction.Shared.Hints;

namespace CoProduction.Shared.Tests.Hints;

/// <summary>Signs of harm hold for every negation, tense and object, and not for what only sounds like harm.</summary>
public sealed class HarmTests
{
    // Written out here, so that a mistake in how the signs are made of verbs shows.
    private static readonly string[] _negations = ["didn't", "did not", "didnt", "don't", "do not", "never", "won't", "wouldn't", "failed to", "refused to", "forgot to"];
    private static readonly string[] _pastNegations = ["nobody", "no one", "nobody has", "they haven't", "they had not", "no-one ever", "never once"];
    private static readonly string[] _passives = ["was not", "wasn't", "hasn't been", "has not been", "was never", "isn't being", "had never been"];
    private static readonly (string Base, string Done)[] _verbs = [("feed", "fed"), ("wash", "washed"), ("bathe", "bathed"), ("toilet", "toileted")];
    private static readonly string[] _people = ["me", "her", "him", "my mum", "my poor old dad", "the residents"];

    public static TheoryData<string> Unmet =>
    [
        .. from negation in _negations from verb in _verbs from whom in _people select $"They {negation} {verb.Base} {whom}",
        .. from negation in _pastNegations from verb in _verbs from whom in _people select $"{negation} {verb.Done} {whom}",
        .. from passive in _passives from verb in _verbs select $"My mum {passive} {verb.Done} at all",
        .. from negation in _negations.Concat(["haven't", "nobody"]) from what in new[] { "her pad", "my nappy", "his bed", "mum's sheets", "my brother's dressing" } select $"they {negation} changed {what}",
        .. from negation in _negations from what in new[] { "a drink", "any water", "his insulin", "her tablets", "anything to eat" } select $"they {negation} give him {what}",
    ];

    [Theory]
    [MemberData(nameof(Unmet))]
    public void Find_NeedUnmetInAnyTense_Found(string text) => Assert.Contains(HoldBackHints.Find(text), hint => hint.Kind == HeldKind.Harm);

    public static TheoryData<string> Struck =>
    [
        .. from verb in new[] { "hit", "hits", "slapped", "slaps", "is slapping", "punched", "kicks", "kicked", "pinches", "pinched", "strangled", "was choking", "attacked" }
           from whom in new[] { "me", "him", "her", "my son", "my little brother" }
           select $"He {verb} {whom}",
        .. from being in new[] { "was", "is", "gets", "got", "has been", "was being" } from done in new[] { "slapped", "punched", "kicked", "beaten", "dragged", "shouted at" } select $"She {being} {done}",
    ];

    [Theory]
    [MemberData(nameof(Struck))]
    public void Find_ViolenceInAnyTense_Found(string text) => Assert.Contains(HoldBackHints.Find(text), hint => hint.Kind == HeldKind.Harm);

    [Theory]
    [InlineData("I'm not safe at home")]
    [InlineData("I am not safe at home")]
    [InlineData("I don't feel safe with him")]
    [InlineData("he won't let me see my friends")]
    [InlineData("my boyfriend checks my phone")]
    [InlineData("my uncle touched me")]
    [InlineData("he makes me touch him")]
    [InlineData("someone has been taking money from my account")]
    [InlineData("they drag him out of bed by his arm")]
    [InlineData("she's kept in the shed at night")]
    [InlineData("dad has bruises on his arms")]
    [InlineData("they lock my brother in his room")]
    [InlineData("her room stinks of wee")]
    [InlineData("gran lay on the floor for nine hours")]
    [InlineData("he has lost four stone since he went in")]
    [InlineData("I am 9 and I look after my mum")]
    [InlineData("I haven't eaten for three days")]
    [InlineData("the children are left on their own at night")]
    [InlineData("everyone would be better off without me")]
    [InlineData("I wish I could go to sleep and not wake up")]
    [InlineData("I've got enough tablets saved to do it")]
    [InlineData("my brother hanged himself")]
    [InlineData("I cut my arms")]
    [InlineData("There is no point in living")]
    public void Find_ToldInPlainWords_Found(string text) => Assert.Contains(HoldBackHints.Find(text), hint => hint.Kind == HeldKind.Harm);

    [Theory]
    [InlineData("No one has hit me or shouted at me here")]
    [InlineData("I have never been bullied here")]
    [InlineData("I could murder a cup of tea")]
    [InlineData("I was dying for a wee")]
    [InlineData("The news hit my family hard")]
    [InlineData("The dog bit me and the nurse gave me a tetanus jab")]
    [InlineData("I cut myself shaving")]
    [InlineData("Black eye from football, quick service")]
    [InlineData("We beat the traffic")]
    [InlineData("The garden is badly neglected")]
    [InlineData("The poster about domestic abuse is peeling off the wall")]
    [InlineData("The course on coercive control was good")]
    [InlineData("The self harm team have moved")]
    [InlineData("I have no food allergies")]
    [InlineData("There is nothing to eat in the vending machine")]
    [InlineData("Stopped smoking thanks to the team")]
    [InlineData("She lost weight on the healthy eating plan")]
    [InlineData("They never forget my tablets")]
    [InlineData("I can't go on the bus alone")]
    [InlineData("I don't want to live in a care home")]
    [InlineData("I'm tired of waiting")]
    [InlineData("She threatened to bring her ukulele")]
    [InlineData("They took my wheelchair to be mended")]
    [InlineData("[name] hit the nail on the head")]
    public void Find_OnlySoundsLikeHarm_Nothing(string text) => Assert.DoesNotContain(HoldBackHints.Find(text), hint => hint.Kind == HeldKind.Harm);

    [Fact]
    public void Find_PlaceholderBetweenTheWords_IsNobodysWord() => Assert.DoesNotContain(HoldBackHints.Find("they did not feed [name] her"), hint => hint.Kind == HeldKind.Harm);
}
