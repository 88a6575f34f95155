using CoProduction.TestCommon;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Telemetry;

/// <summary>What many processes tell of themselves.</summary>
public sealed class DistributedTelemetryTests(ObservedProcesses processes) : IClassFixture<ObservedProcesses>
{
    [Fact]
    public async Task ThemingRun_StartedAtTheGateway_IsOneTraceFromThereToTheReadModel()
    {
        var trace = await WholeTraceOfTheRunAsync();

        Assert.Contains(trace, span => span is { Service: "coproduction-review", Source: "Microsoft.AspNetCore" } && span.Name.EndsWith("/StartTheming", StringComparison.Ordinal));
        Assert.Contains(trace, span => span is { Service: "coproduction-review", Source: "Npgsql" });
        Assert.Contains(trace, span => span is { Service: "coproduction-analytics", Name: "theme a piece" });
        Assert.Contains(trace, span => span is { Service: "coproduction-analytics", Source: "Grpc.Net.Client" } && span.Name.EndsWith("/SubmitPiece", StringComparison.Ordinal));
        Assert.Contains(trace, span => span is { Service: "coproduction-review", Source: "CoProduction", Name: "outbox" });
        Assert.Contains(trace, span => span is { Service: "coproduction-stakeholder", Source: "Npgsql" } && trace.Any(parent => parent.Id == span.ParentId && IsReadModel(parent)));
        Assert.Single(trace, span => span.ParentId == "");
    }

    [Fact]
    public async Task Export_AfterAnImportAndAThemingRun_HoldsNoWordOfPeople()
    {
        await WholeTraceOfTheRunAsync();
        Assert.Contains(ObservedProcesses.Word, processes.Themes, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(processes.Collector.Spans, span => span.Name.Contains("/imports", StringComparison.Ordinal));

        Assert.False(processes.Collector.Holds(ObservedProcesses.Word));
        Assert.False(processes.Collector.Holds(ObservedProcesses.Word.ToLowerInvariant()));
    }

    [Fact]
    public async Task Export_OfStatements_HoldsTheirTextWithPlaceholders()
    {
        await WholeTraceOfTheRunAsync();

        Assert.True(processes.Collector.Holds("DELETE FROM theme WHERE partnership_id = @PartnershipId"));
    }

    [Fact]
    public async Task Metrics_OfEachProcess_AreAtAnAddressOfItsOwn()
    {
        for (var port = processes.MetricsPort; port < processes.MetricsPort + 5; port++)
        {
            using var metrics = new MetricsReader($"http://127.0.0.1:{port}");
            var page = await metrics.ReadAsync();
            Assert.Contains("http_server_request_duration_seconds", page);
            Assert.DoesNotContain(ObservedProcesses.Word, page);
        }
        using var review = new MetricsReader($"http://127.0.0.1:{processes.MetricsPort + 1}");
        await Eventually.GetAsync(() => review.ReadAsync("coproduction_theming_runs", "review"), runs => runs == 0);
    }

    // Its last span is that of the event in the consumer.
    private Task<List<ExportedSpan>> WholeTraceOfTheRunAsync() => Eventually.GetAsync(() => Task.FromResult(TraceOfTheRun()), trace => trace.Any(IsReadModel));

    private List<ExportedSpan> TraceOfTheRun()
    {
        var spans = processes.Collector.Spans;
        var start = spans.FirstOrDefault(span => span.Service == "coproduction-gateway" && span.Name.EndsWith("/theming-runs", StringComparison.Ordinal));
        return start is null ? [] : [.. spans.Where(span => span.TraceId == start.TraceId)];
    }

    private static bool IsReadModel(ExportedSpan span) => span is { Service: "coproduction-stakeholder", Name: "stakeholder.cycle-activity" };
}
