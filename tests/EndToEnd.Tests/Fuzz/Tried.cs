using System.Diagnostics;

namespace CoProduction.EndToEnd.Tests.Fuzz;

/// <summary>One request with what came of it, as it can be read, and made again alone.</summary>
internal sealed record Tried(string Kind, string Operation, string Request, string Status, string Answer, bool IsOurFault, TimeSpan Took)
{
    public override string ToString() => $"{Kind} {Operation}: {Status} after {Took.TotalSeconds:0.0} s\n{Request}\nanswered: {(Answer.Length > 1_000 ? Answer[..1_000] : Answer)}";

    /// <summary>Times a request that answers with its status, its words, and whether it is a fault of the product.</summary>
    public static async Task<Tried> AsAsync(string kind, string operation, Func<string> request, Func<Task<(string Status, string Answer, bool IsOurFault)>> make)
    {
        var start = Stopwatch.GetTimestamp();
        var (status, answer, isOurFault) = await make();
        return new(kind, operation, request(), status, answer, isOurFault, Stopwatch.GetElapsedTime(start));
    }
}
