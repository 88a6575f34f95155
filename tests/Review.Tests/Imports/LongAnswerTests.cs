using CoProduction.Review.Intake;
using CoProduction.Review.V1;
using CoProduction.TestCommon.Reviews;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace CoProduction.Review.Tests.Imports;

/// <summary>What an organisation writes is kept whole, in parts that can be themed, and said.</summary>
public sealed class LongAnswerTests(ReviewUnderTest review) : ImportsTest(review)
{
    [Fact]
    public async Task ImportStatements_LongAnswer_IsKeptInPartsAndSaid()
    {
        var cycle = await CycleAsync();
        var paragraphs = Enumerable.Range(0, 89).Select(i => $"Paragraph {i}. " + string.Concat(Enumerable.Repeat("The garden is open. ", 55)).Trim()).ToList();
        var answer = string.Join("\n\n", paragraphs);
        Assert.InRange(answer.Length, 95_000, 100_000);

        var import = await SendAsync(cycle, CsvText.Of([["reference", "working"], ["a1", "My dog"], ["a2", answer]]));

        Assert.Equal((ImportState.Added, 2), (import.State, import.Rows));
        Assert.Equal("Row 3: an answer longer than 10,000 characters is kept in parts, and each part is themed by itself.", Assert.Single(import.Findings).Message);
        var parts = (await WordsAsync(cycle)).Select(words => words.Text).Where(text => text != "My dog").ToList();
        Assert.Equal(import.Statements - 1, parts.Count);
        Assert.All(parts, part => Assert.InRange(part.Length, 1, 10_000));
        Assert.Equal(paragraphs.Order(), parts.SelectMany(part => part.Split("\n\n")).Order());
    }

    [Property]
    public void Parts_AnyWords_AreWholeAndShort(NonEmptyArray<NonEmptyString> words, PositiveInt times)
    {
        var text = string.Concat(Enumerable.Repeat(string.Concat(words.Get.Select(word => word.Get + "😀 ")), 1 + times.Get * 50)).Trim();
        text = text[..Math.Min(text.Length, LongAnswer.Longest)];

        var parts = LongAnswer.Parts(text).ToList();

        Assert.Equal(Bare(text), Bare(string.Concat(parts)));
        Assert.All(parts, part => Assert.True(part.Length <= 10_000 && (!char.IsLowSurrogate(part[0]) || char.IsLowSurrogate(text[0]))));

        static string Bare(string words) => string.Concat(words.Where(c => !char.IsWhiteSpace(c)));
    }
}
