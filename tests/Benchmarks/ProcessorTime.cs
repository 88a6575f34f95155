using System.Diagnostics;
using Npgsql;

namespace CoProduction.Benchmarks;

/// <summary>Processor time of this process and of PostgreSQL's connections, in microseconds for each repeat of some work; read from /proc, Linux only.</summary>
internal sealed record ProcessorTime(double Here, double Postgres)
{
    // The kernel counts in hundredths of a second.
    private const double MicrosecondsInATick = 10_000;

    public double Sum => Here + Postgres;

    /// <summary>Does the work so many times, some at once, after a tenth of that to warm up.</summary>
    public static async Task<ProcessorTime> OfAsync(NpgsqlConnection toPostgres, int times, int atOnce, Func<Task> work)
    {
        await RepeatAsync(times / 10, atOnce, work);
        var (here, there) = (Process.GetCurrentProcess().TotalProcessorTime, TicksOf(toPostgres.ProcessID));
        await RepeatAsync(times, atOnce, work);
        return new((Process.GetCurrentProcess().TotalProcessorTime - here).TotalMicroseconds / times, (TicksOf(toPostgres.ProcessID) - there) * MicrosecondsInATick / times);
    }

    public static ProcessorTime operator -(ProcessorTime one, ProcessorTime other) => new(one.Here - other.Here, one.Postgres - other.Postgres);

    private static Task RepeatAsync(int times, int atOnce, Func<Task> work) => Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
    {
        for (var i = 0; i < times / atOnce; i++)
            await work();
    })));

    // Of all connections: they are the children of the process that this one is a child of.
    private static long TicksOf(int connection)
    {
        var server = Fields(connection)[1];
        return Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(id => Fields(int.Parse(id!))).Where(fields => fields.Length > 12 && fields[1] == server).Sum(fields => long.Parse(fields[11]) + long.Parse(fields[12]));
    }

    // From the state on: what stands before is the name, with any character in it.
    private static string[] Fields(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return []; // it has just ended
        }
    }
}
