using System.Diagnostics;
using System.Text;

namespace CoProduction.EndToEnd.Tests.Distributed.Chaos;

/// <summary>How long it takes after a kill until the system accepts an import again, and until all that was under way is done.</summary>
internal sealed class Recoveries
{
    private readonly List<(string Part, TimeSpan Accepts, TimeSpan CaughtUp)> _measured = [];

    /// <summary>Kills, probes, and waits for what <paramref name="underWay"/> waits for.</summary>
    public async Task MeasureAsync(string part, Probe probe, Action kill, Func<Task>? underWay = null)
    {
        var start = Stopwatch.GetTimestamp();
        kill();
        var cycle = await probe.ImportAsync();
        var accepts = Stopwatch.GetElapsedTime(start);
        await probe.FollowAsync(cycle);
        if (underWay is not null)
            await underWay();
        _measured.Add((part, accepts, Stopwatch.GetElapsedTime(start)));
        Console.WriteLine($"{part}: {accepts.TotalSeconds:N1} s, {_measured[^1].CaughtUp.TotalSeconds:N1} s");
    }

    /// <summary>Seconds by part, as a table in Markdown.</summary>
    public string Table()
    {
        var table = new StringBuilder("| killed | times | accepts imports again: min, median, max (s) | caught up: min, median, max (s) |\n|---|---|---|---|\n");
        foreach (var part in _measured.GroupBy(measured => measured.Part))
            table.AppendLine($"| {part.Key} | {part.Count()} | {Spread(part.Select(p => p.Accepts))} | {Spread(part.Select(p => p.CaughtUp))} |");
        return table.ToString();
    }

    private static string Spread(IEnumerable<TimeSpan> times)
    {
        var seconds = times.Select(time => time.TotalSeconds).Order().ToList();
        return FormattableString.Invariant($"{seconds[0]:N1}, {seconds[seconds.Count / 2]:N1}, {seconds[^1]:N1}");
    }
}
