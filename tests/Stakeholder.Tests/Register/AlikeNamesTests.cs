using CoProduction.Stakeholder.Features.PeopleImports;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoProduction.Stakeholder.Tests.Register;

/// <summary>Which names may be one person's, so that people look at both.</summary>
public sealed class AlikeNamesTests
{
    [Theory]
    [InlineData("Siân Lee", "Sian Lee")]
    [InlineData("Zoë Ng", "Zoe Ng")]
    [InlineData("Łukasz Żak", "Lukasz Zak")]
    [InlineData("Søren Bø", "Soren Bo")]
    [InlineData("Søren Bø", "Soeren Boe")]
    [InlineData("Jürgen Groß", "Juergen Gross")]
    [InlineData("Jürgen Groß", "Jurgen Gross")]
    [InlineData("Bjørn Ås", "Bjorn Aas")]
    [InlineData("Æsa Þór", "Aesa Thor")]
    [InlineData("Đorđe Iyı", "Dorde Iyi")]
    [InlineData("Si\u0302an Lee", "Sîan Lee")]
    [InlineData("Lee Sian", "Sian Lee")]
    [InlineData("LEE, Siân", "Sian Lee")]
    [InlineData("Ann Smith-Jones", "Ann Jones")]
    [InlineData("Ann Smith-Jones", "Ann Smith Jones")]
    [InlineData("Ann Smith-Jones", "Ann Smithjones")]
    [InlineData("Mary O'Brien", "Mary O Brien")]
    [InlineData("Mary O’Brien", "Mary OBrien")]
    [InlineData("Bob Smith", "Robert Smith")]
    [InlineData("Bob Smith", "Rob Smith")]
    [InlineData("Liz Okafor", "Elizabeth Okafor")]
    [InlineData("Bill Hale", "William Hale")]
    [InlineData("Peggy Dunn", "Margaret Dunn")]
    [InlineData("Sue Ray", "Susan Ray")]
    [InlineData("J Smith", "John Smith")]
    [InlineData("John Smith", "J. Smith")]
    [InlineData("John Paul Smith", "John Smith")]
    [InlineData("Dr John Smith", "John Smith")]
    [InlineData("Brian Smith", "Brain Smith")]
    [InlineData("Clare Nott", "Claire Nott")]
    [InlineData("Erica Poe", "Erika Poe")]
    [InlineData("Amina Smyth", "Amina Smith")]
    public void Find_OnePersonWrittenTwice_IsFound(string one, string other)
    {
        Assert.Equal(0, Find(other, one));
        Assert.Equal(0, Find(one, other));
    }

    [Theory]
    [InlineData("David Smith", "Daniel Smith")]
    [InlineData("Participant 12", "Participant 13")]
    [InlineData("Participant 1", "Participant 12")]
    [InlineData("Joan Hale", "John Hale")] // four letters
    [InlineData("J Smith", "Peter Smith")]
    [InlineData("Bob Smith", "William Smith")]
    [InlineData("Ann Smith-Jones", "Ann Brown")]
    [InlineData("Brain Smyth", "Brian Smith")] // a slip in each
    public void Find_DifferentPeople_AreNotAlike(string one, string other)
    {
        Assert.Null(Find(other, one));
        Assert.Null(Find(one, other));
    }

    [Fact]
    public void Find_SeveralAlike_TheMostAlikeIsFound() => Assert.Equal(2, Find("Robert Smith", "Rob Smith", "Roberta Smith", "Robert Smith", "R Smith"));

    /// <summary>Whatever order and capitals its words are in.</summary>
    [Property(MaxTest = 200)]
    public Property Find_WordsInAnotherOrder_IsFound() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements("Siân", "Łucja", "Bob", "Nasreen", "Groß", "O'Neill", "Ng", "Æsa", "Thorneloe", "Smith-Jones"), 3).ToArbitrary(),
        words => Find(string.Join(' ', words.Reverse()).ToUpperInvariant(), string.Join(' ', words)) == 0);

    private static int? Find(string wanted, params string[] there)
    {
        var names = new AlikeNames([.. there, wanted]);
        for (var number = 0; number < there.Length; number++)
            names.Add(number);
        return names.Find(there.Length);
    }
}
