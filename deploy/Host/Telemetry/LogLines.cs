using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CoProduction.Shared.Errors;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CoProduction.Host.Telemetry;

/// <summary>
/// One line for each message, with the number of the trace in which it was written: the one that people are asked to quote. Of an exception it has kind and place,
/// because its message may hold somebody's words, and for the same reason it has no scopes.
/// </summary>
internal sealed class PlainLines() : ConsoleFormatter(FormatName)
{
    /// <summary>Value of the setting Logging:Console:FormatterName; this one is used when there is none.</summary>
    public const string FormatName = "plain";

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, TextWriter line)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetLocalNow():HH:mm:ss} {LogText.Level(entry.LogLevel)}: {entry.Category}[{entry.EventId.Id}] ")
            .Append(entry.Formatter(entry.State, null));
        if (entry.Exception is { } failure)
            text.Append(' ').Append(FailureTrace.Of(failure));
        if (Activity.Current is { } span)
            text.Append(" trace=").Append(span.TraceId);
        line.WriteLine(text.ToString().ReplaceLineEndings(" "));
    }
}

/// <summary>The same as a JSON object for programs, with what the message speaks of under names of its own.</summary>
internal sealed class JsonLines() : ConsoleFormatter(FormatName)
{
    /// <summary>Value of the setting Logging:Console:FormatterName.</summary>
    public const string FormatName = "jsonl";

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, TextWriter line)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("time", TimeProvider.System.GetUtcNow());
            json.WriteString("level", LogText.Level(entry.LogLevel));
            json.WriteString("category", entry.Category);
            json.WriteString("event", entry.EventId.Name);
            json.WriteString("message", entry.Formatter(entry.State, null));
            if (entry.Exception is { } failure)
                json.WriteString("failure", FailureTrace.Of(failure));
            if (Activity.Current is { } span)
                json.WriteString("trace", span.TraceId.ToString());
            WriteValues(json, entry.State as IEnumerable<KeyValuePair<string, object?>> ?? []);
            json.WriteEndObject();
        }
        line.WriteLine(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    private static void WriteValues(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> values)
    {
        json.WriteStartObject("values");
        foreach (var (name, value) in values.Where(value => value.Key != "{OriginalFormat}"))
            json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}

/// <summary>What both ways of writing have in common.</summary>
internal static class LogText
{
    public static string Level(LogLevel level) => level switch
    {
        LogLevel.Critical => "crit",
        LogLevel.Error => "fail",
        LogLevel.Warning => "warn",
        LogLevel.Information => "info",
        _ => "debug",
    };
}
