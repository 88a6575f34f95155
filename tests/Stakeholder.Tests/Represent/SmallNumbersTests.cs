using CoProduction.Stakeholder.Features.Population;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoProduction.Stakeholder.Tests.Represent;

/// <summary>What is hidden cannot be worked out from what is shown.</summary>
public sealed class SmallNumbersTests
{
    /// <summary>
    /// Whoever knows the rules and how many people there are, to the person, writes down every table that would be shown just like this one: for each hidden count
    /// these tables differ.
    /// </summary>
    [Property(Arbitrary = [typeof(Tables)], MaxTest = 500)]
    public void Protect_AnyTable_NoHiddenCountCanBeWorkedOut(Table table)
    {
        var numbers = new SmallNumbers(table.HideUpTo, table.RoundTo);
        var shown = Show(numbers, table.Counts);

        var possible = TablesOf(table.Counts.Sum(), table.Counts.Length).Where(counts => Show(numbers, counts).SequenceEqual(shown)).ToList();

        for (var i = 0; i < shown.Length; i++)
        {
            if (shown[i] is null)
                Assert.True(possible.Select(counts => counts[i]).Distinct().Count() > 1, $"{table}: count {i} must be {possible[0][i]}");
        }
    }

    /// <summary>Nor can a share of what is shown: nobody's, everybody's, or of what is hidden is not there.</summary>
    [Property(Arbitrary = [typeof(Tables)], MaxTest = 500)]
    public void Protect_AnyTable_ShowsNoSmallNumberAndNoTellingShare(Table table)
    {
        var numbers = new SmallNumbers(table.HideUpTo, table.RoundTo);
        var total = numbers.Protect(table.Counts.Sum());

        Assert.All(Show(numbers, table.Counts).Zip(table.Counts), pair =>
        {
            var (shown, count) = pair;
            Assert.True(shown is null or 0 || shown > table.HideUpTo || table.RoundTo > 1);
            Assert.True(count is 0 || count > table.HideUpTo || shown is null);
            Assert.True(shown is null || shown % table.RoundTo == 0 && (shown == 0) == (count == 0) && Math.Abs(shown.Value - count) <= table.RoundTo / 2 + (count < table.RoundTo ? table.RoundTo : 0));
            Assert.True(SmallNumbers.Share(shown, total) is null or (> 0 and < 1));
        });
    }

    /// <summary>Nobody can tell of a hidden table that all have said the same.</summary>
    [Property(Arbitrary = [typeof(Tables)], MaxTest = 500)]
    public void Protect_AllHaveSaidTheSame_LooksAsOtherTablesDo(Table table)
    {
        var numbers = new SmallNumbers(table.HideUpTo, table.RoundTo);
        int[] same = [table.Counts.Sum(), .. Enumerable.Repeat(0, table.Counts.Length - 1)];

        var possible = TablesOf(same[0], same.Length).Where(counts => Show(numbers, counts).SequenceEqual(Show(numbers, same)));

        Assert.True(same[0] <= 1 || possible.Any(counts => counts.Count(count => count > 0) > 1));
    }

    [Theory]
    [InlineData("30,9,3", "30,?,?", 7, 1)] // the next smallest goes with the only small one
    [InlineData("30,3,4", "?,?,?", 7, 1)] // 7 in all would tell that both are small: everything goes
    [InlineData("30,4,5", "30,?,?", 7, 1)]
    [InlineData("30,20,7,7", "30,?,?,?", 7, 1)] // two of 7 could be nothing else
    [InlineData("8,8,7", "?,?,?", 7, 1)] // one of the 8 alone would tell itself from the other
    [InlineData("30,12,0", "30,12,0", 7, 1)] // zero is shown
    [InlineData("12,0,0", "?,?,?", 7, 1)] // all have said the same
    [InlineData("12,0,9", "?,?,?", 7, 1)] // all who have said anything have said the same
    [InlineData("0,0,9", "?,?,?", 7, 1)]
    [InlineData("0,0,0", "0,0,0", 7, 1)]
    [InlineData("28,12,8", "30,10,10", 7, 5)]
    [InlineData("2,1,9", "2,1,9", 0, 1)]
    [InlineData("2,1,9", "5,5,10", 0, 5)] // never rounded down to nobody
    public void Protect_Table_IsShownAs(string counts, string expected, int hideUpTo, int roundTo) =>
        Assert.Equal(expected, string.Join(',', Show(new(hideUpTo, roundTo), [.. counts.Split(',').Select(int.Parse)]).Select(count => count?.ToString() ?? "?")));

    private static int?[] Show(SmallNumbers numbers, int[] counts)
    {
        var shown = numbers.Protect(counts[..^1], counts[^1]);
        return [.. shown.Values, shown.NotSaid];
    }

    private static IEnumerable<int[]> TablesOf(int total, int length) => length == 1
        ? [[total]]
        : Enumerable.Range(0, total + 1).SelectMany(first => TablesOf(total - first, length - 1).Select(rest => (int[])[first, .. rest]));

    /// <summary>Counts, of which the last is of those who have not said it.</summary>
    public sealed record Table(int[] Counts, int HideUpTo, int RoundTo)
    {
        public override string ToString() => $"{string.Join(',', Counts)} hidden up to {HideUpTo}, rounded to {RoundTo}";
    }

    public static class Tables
    {
        public static Arbitrary<Table> Any() =>
            (from length in Gen.Choose(2, 4)
             from counts in Gen.Choose(0, 20).Or(Gen.Choose(0, 9)).ArrayOf(length)
             from hideUpTo in Gen.Elements(3, 7)
             from roundTo in Gen.Elements(1, 1, 5)
             where counts.Sum() <= 45
             select new Table(counts, hideUpTo, roundTo)).ToArbitrary();
    }
}
