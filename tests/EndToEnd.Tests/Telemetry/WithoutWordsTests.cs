using System.Diagnostics;
using CoProduction.Host.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Telemetry;

/// <summary>What nobody foresaw must not carry words out.</summary>
public sealed class WithoutWordsTests
{
    private const string Secret = "what somebody said";

    [Fact]
    public async Task Export_OfASpanWithWordsInEveryPlace_HoldsNone()
    {
        await using var collector = await Collector.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(collector.Settings!).Build();
        using var source = new ActivitySource("Npgsql");

        await using (await ProcessTelemetry.StartAsync(configuration, "test", CancellationToken.None))
        {
            using var span = source.StartActivity("statement", ActivityKind.Server)!;
            span.SetTag("db.query.text", "SELECT $1").SetTag("url.query", Secret).AddBaggage("said", Secret);
            span.AddException(Failure());
            span.SetStatus(ActivityStatusCode.Error, Secret);
        }

        Assert.Equal("statement", Assert.Single(collector.Spans, span => span.Source == source.Name).Name);
        Assert.True(collector.Holds("SELECT $1"));
        Assert.True(collector.Holds(nameof(InvalidOperationException)));
        Assert.False(collector.Holds(Secret));
    }

    [Theory]
    [InlineData(PlainLines.FormatName)]
    [InlineData(JsonLines.FormatName)]
    public void Log_OfAFailure_HasTheTraceAndTheKindOfFailureWithoutItsWords(string format)
    {
        using var request = new Activity("request").Start();
        var entry = new LogEntry<string>(LogLevel.Warning, "CoProduction.Some", new(1, "Failed"), "It failed", Failure(), (state, _) => state);
        using var line = new StringWriter();

        ConsoleFormatter formatter = format == PlainLines.FormatName ? new PlainLines() : new JsonLines();
        formatter.Write(entry, null, line);

        Assert.Contains(request.TraceId.ToString(), line.ToString());
        Assert.Contains(nameof(InvalidOperationException), line.ToString());
        Assert.DoesNotContain(Secret, line.ToString());
        Assert.Single(line.ToString().TrimEnd('\n').Split('\n'));
    }

    private static Exception Failure()
    {
        try
        {
            throw new InvalidOperationException(Secret);
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }
}
