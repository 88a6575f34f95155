using CoProduction.Analytics.Theming.Learning;
using Xunit;

namespace CoProduction.Analytics.Tests.Learning;

public sealed class TagLearnerTests
{
    private static readonly LearnedTags s_learned = Learn(TaughtStatements.InPairs(100));

    [Theory]
    [InlineData("The taxi was early and lunch was tasty", "bus", "food")]
    [InlineData("My friends keep me company; the nurse hears my views when I speak", "friends", "listen")]
    [InlineData("Breakfast is good to eat", "food")]
    public void Suggest_Statement_HasItsTags(string text, params string[] tags) =>
        Assert.Equal(tags, s_learned.Suggest(text).Select(tag => tag.Tag).Order());

    [Fact]
    public void Suggest_Statement_NamesTheWordsThatSpeakForEachTag()
    {
        var suggested = s_learned.Suggest("The taxi was early and lunch was tasty").ToDictionary(tag => tag.Tag);

        Assert.Contains("taxi", suggested["bus"].Words);
        Assert.Contains("tasty", suggested["food"].Words);
        Assert.All(suggested.Values, tag => Assert.InRange(tag.Chance, 0, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Nothing")]
    [InlineData("\0")]
    public void Suggest_NoStatement_HasNoTags(string text) => Assert.Empty(s_learned.Suggest(text));

    [Fact]
    public void Load_Saved_IsTheSameToTheBit()
    {
        using var stream = new MemoryStream(Saved(s_learned));

        LearnedTags loaded = LearnedTags.Load(stream);

        Assert.Equal(Saved(s_learned), Saved(loaded));
        Assert.Equal(s_learned.Tags, loaded.Tags);
    }

    [Fact]
    public void Load_AnotherVersion_IsRefused() => Assert.Throws<InvalidDataException>(() => LearnedTags.Load(new MemoryStream([9, 9, 0, 0])));

    [Fact]
    public void Learn_Again_IsTheSameToTheBit() => Assert.Equal(Saved(s_learned), Saved(Learn(TaughtStatements.InPairs(100))));

    [Fact]
    public void Learn_NoTags_IsRefused() =>
        Assert.StartsWith("Learning needs statements with tags; none of these has one.", Assert.Throws<ArgumentException>(() => Learn([new("The bus was late", [])])).Message);

    [Fact]
    public void Learn_OneTagOnAll_SuggestsIt()
    {
        LearnedTags learned = Learn([new("The bus was late", ["bus"]), new("My taxi came", ["bus", "bus"]), new("A minibus", ["bus"])]);

        Assert.Equal(["bus"], learned.Suggest("The taxi was late").Select(tag => tag.Tag));
    }

    private static LearnedTags Learn(TaggedText[] examples) => TagLearner.Learn(examples, new LearningOptions(), CancellationToken.None);

    private static byte[] Saved(LearnedTags learned)
    {
        using var stream = new MemoryStream();
        learned.Save(stream);
        return stream.ToArray();
    }
}
