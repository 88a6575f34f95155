using CoProduction.Analytics.Theming;
using Xunit;

namespace CoProduction.Analytics.Tests.Theming;

/// <summary>Where there are more subjects than themes would be proposed, two unlike ones would be in one theme.</summary>
public sealed class WideThemesTests
{
    private static readonly string[][] s_subjects =
    [
        ["bus", "driver", "timetable", "taxi", "route"],
        ["dinner", "breakfast", "menu", "soup", "vegetables"],
        ["dog", "puppy", "kennel", "lead", "vet"],
        ["swimming", "pool", "armbands", "lifeguard", "diving"],
        ["church", "vicar", "hymns", "prayers", "chapel"],
        ["guitar", "drums", "concert", "singer", "piano"],
        ["bank", "money", "wages", "benefits", "savings"],
        ["roses", "allotment", "spade", "seeds", "greenhouse"],
        ["doctor", "tablets", "prescription", "nurse", "surgery"],
        ["computer", "internet", "laptop", "email", "keyboard"],
        ["football", "goalkeeper", "match", "league", "referee"],
        ["knitting", "wool", "needles", "sewing", "yarn"],
    ];

    // Ten to a subject: each two of its words.
    private static readonly string[] s_texts = [.. s_subjects.SelectMany(words => words.SelectMany((one, i) => words.Skip(i + 1).Select(other => $"The {one} and the {other}")))];

    [Fact]
    public void Theme_TwoSubjectsWouldShareATheme_EachHasItsOwn()
    {
        Assert.True(ThemeCount.Start(s_texts.Length) < s_subjects.Length);

        Assert.Equal(s_subjects.Length, Theme(null).Max() + 1);
        Assert.All(Theme(null).Chunk(10), subject => Assert.True(subject.CountBy(theme => theme).Max(count => count.Value) >= 9));
    }

    [Fact]
    public void Theme_NumberAskedFor_IsKeptTo() => Assert.Equal(11, Theme(11).Max() + 1);

    [Theory]
    [InlineData(0.2f, 10, 10, true)]
    [InlineData(0.2f, 14, 6, true)]
    [InlineData(0.4f, 10, 10, false)]
    [InlineData(0.2f, 16, 4, false)]
    [InlineData(0.2f, 5, 6, false)]
    public void Split_ThemeInTwoHalves_OnlyWhenLargeUnlikeAndEven(float likeness, int one, int other, bool isSplit)
    {
        // Five themes of ten rows each along an axis of their own, and one between two directions.
        const int dimensions = 7;
        float[][] halves = [Row((5, 1)), Row((5, likeness), (6, MathF.Sqrt(1 - likeness * likeness)))];
        float[][] rows = [.. Enumerable.Range(0, 5).SelectMany(axis => Enumerable.Repeat(Row((axis, 1)), 10)), .. Enumerable.Repeat(halves[0], one), .. Enumerable.Repeat(halves[1], other)];
        float[] all = [.. rows.SelectMany(row => row)];
        float[] themes = [.. Enumerable.Range(0, 6).SelectMany(axis => Row((axis, 1)))];
        Clusters clusters = new SphericalKMeans(all, dimensions, new()).Refine(themes);

        float[]? split = WideThemes.Split(clusters, all, dimensions, seed: 1, new());

        Assert.Equal(isSplit ? 7 * dimensions : null, split?.Length);
        if (isSplit) Assert.All(halves, half => Assert.Contains(split!.Chunk(dimensions), centroid => half.Zip(centroid, (a, b) => a * b).Sum() > 0.999));

        static float[] Row(params (int Axis, float Length)[] parts) => [.. Enumerable.Range(0, dimensions).Select(axis => parts.Where(part => part.Axis == axis).Sum(part => part.Length))];
    }

    private static int[] Theme(int? themes) =>
        [.. new ThemingEngine().Theme(s_texts, Facet.General, new ThemingOptions(themes), null, TestContext.Current.CancellationToken).Assignments.Select(assignment => assignment.Theme)];
}
