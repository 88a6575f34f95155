using System.Diagnostics;

namespace CoProduction.Shared.Telemetry;

/// <summary>The spans that are the system's own; those of requests, calls and statements come from their libraries. They hold ids and numbers, never anybody's words.</summary>
public static class Tracing
{
    /// <summary>The name under which they are listened for.</summary>
    public const string SourceName = "CoProduction";

    private static readonly ActivitySource _source = new(SourceName);

    /// <summary>The trace that is going on (W3C traceparent), to be kept beside what is done later; null when there is none.</summary>
    public static string? Current => Activity.Current?.Id;

    /// <summary>Begins work that was asked for earlier, in the trace of whoever asked; null when nobody listens.</summary>
    public static Activity? Continue(string name, string? traceparent) =>
        _source.StartActivity(name, ActivityKind.Consumer, traceparent is { Length: > 0 } ? traceparent : null);

    /// <summary>Notes in the trace of whoever caused it that something has waited since then.</summary>
    public static void Waited(string name, string traceparent, DateTimeOffset since)
    {
        if (traceparent.Length > 0)
            _source.StartActivity(name, ActivityKind.Producer, traceparent, startTime: since)?.Dispose();
    }
}
