using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CoProduction.EndToEnd.Tests.Telemetry;

/// <summary>Takes what processes export over HTTP, as a collector would.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<byte[]> _traces = new();
    private readonly ConcurrentQueue<byte[]> _metrics = new();

    private Collector(WebApplication app) => _app = app;

    /// <summary>Settings with which a process exports to it, soon and not in one go at the end.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    /// <summary>Every span so far.</summary>
    public IReadOnlyList<ExportedSpan> Spans => [.. _traces.SelectMany(ExportedSpan.Read)];

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector._app.MapPost("/v1/traces", http => KeepAsync(http, collector._traces));
        collector._app.MapPost("/v1/metrics", http => KeepAsync(http, collector._metrics));
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Whether the bytes of anything that came hold this text.</summary>
    public bool Holds(string text) => _traces.Concat(_metrics).Any(export => export.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task KeepAsync(HttpContext http, ConcurrentQueue<byte[]> exports)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        exports.Enqueue(body.ToArray());
        http.Response.ContentType = "application/x-protobuf"; // an empty message: all was taken
    }
}

/// <summary>A span as it is exported: who made it, in which trace, and all that is said of it.</summary>
internal sealed record ExportedSpan(string Service, string Source, string TraceId, string Id, string ParentId, string Name)
{
    // The numbers are those of the fields in the OpenTelemetry protocol.
    public static IEnumerable<ExportedSpan> Read(byte[] export) =>
        from ofProcess in Parts(export, 1)
        let service = Parts(ofProcess, 1).SelectMany(resource => Parts(resource, 1)).First(label => Text(label, 1) == "service.name")
        from ofSource in Parts(ofProcess, 2)
        from span in Parts(ofSource, 2)
        select new ExportedSpan(
            Text(Parts(service, 2).Single(), 1), Text(Parts(ofSource, 1).Single(), 1), Number(span, 1), Number(span, 2), Number(span, 4), Text(span, 5));

    private static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Parts(message, field).Single());

    private static string Number(byte[] message, int field) => Convert.ToHexStringLower(Parts(message, field).SingleOrDefault() ?? []);

    // What stands in a message, as bytes, under one of its fields.
    private static List<byte[]> Parts(byte[] message, int field)
    {
        var parts = new List<byte[]>();
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited)
                input.SkipLastField();
            else if (input.ReadBytes() is var bytes && WireFormat.GetTagFieldNumber(tag) == field)
                parts.Add(bytes.ToByteArray());
        }
        return parts;
    }
}
