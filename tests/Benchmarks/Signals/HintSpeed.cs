using System.Globalization;
using CoProduction.Shared.Hints;

namespace CoProduction.Benchmarks.Signals;

/// <summary>How many statements a second one processor looks through, and how long the worst text takes for each character: as long in a long text as in a short one.</summary>
internal static class HintSpeed
{
    private const int Rounds = 25;
    private const int Short = 10_000;
    private const int Long = 100_000;

    private static readonly string[] _hostile =
    [
        "a ", "'", "a'", "a.", "a@", "a-", "1", "1 ", "12-", "1.", "07", "&amp;", "&#", "<p>", "<", "A ", "SARAH ", "Sarah ", "Rose ", "A. ", "dr ", "my mum ", "Yours ", "born 1 ", "NHS number ", "part number ", "12 Mill ", "flat 1 A ",
        "not not not ", "did not ", "n't ", "nobody gave my old poor ", "he hit my old ", "left in ", "I don't want to ", "crisis ", "[name] ", "â€™", "Ã", "\u00A0", "\u200Bx", "\r\n", "(at) ", "a dot ",
    ];

    public static IEnumerable<(string, string, string)> Rows(List<string> texts)
    {
        var seconds = Best(() => texts.ForEach(text => HoldBackHints.Find(text)), Rounds);
        yield return ("statements looked through by one processor", string.Create(CultureInfo.InvariantCulture, $"{texts.Count / seconds:N0}/s, {seconds / texts.Count * 1e6:N1} µs each of {texts.Average(text => text.Length):N0} characters"), "");
        var worst = _hostile.Select(again => (Again: again, Short: Nanoseconds(again, Short), Long: Nanoseconds(again, Long))).MaxBy(hostile => hostile.Long);
        yield return ($"worst text of {_hostile.Length} made to take long (“{worst.Again.Trim()}” again and again)",
            string.Create(CultureInfo.InvariantCulture, $"{worst.Long:N0} ns a character of {Long:N0}, {worst.Short:N0} ns of {Short:N0}"), "the same");
    }

    private static double Nanoseconds(string again, int length)
    {
        var text = string.Concat(Enumerable.Repeat(again, length / again.Length));
        return Best(() => HoldBackHints.Find(text), 5) / text.Length * 1e9;
    }

    private static double Best(Action action, int rounds)
    {
        var best = double.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var before = Environment.CpuUsage.UserTime;
            action();
            best = Math.Min(best, (Environment.CpuUsage.UserTime - before).TotalSeconds);
        }
        return best;
    }
}
