using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using CoProduction.Gateway;
using CoProduction.Gateway.Downloads;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Limits;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CoProduction.EndToEnd.Tests.Downloads;

/// <summary>What is in the gateway's memory until somebody has read it counts for as long.</summary>
public sealed class PersonDownloadTests
{
    [Fact]
    public async Task Write_ReadSlowly_CountsUntilTheLastOfItIsSent()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var refusals = new Refusals(services.GetRequiredService<IMeterFactory>(), new GatewayModule(), TimeProvider.System, NullLogger<Refusals>.Instance);
        var (downloads, caller, line) = (new LongStreams(1, 1, refusals), Callers.Analyst(Guid.NewGuid()), new Pipe(new(pauseWriterThreshold: 1, resumeWriterThreshold: 0)));

        var first = PersonDownload.WriteAsync(new DefaultHttpContext { Response = { Body = line.Writer.AsStream() } }, new SomeData(), downloads, caller, "");
        var refused = await Assert.ThrowsAsync<RpcException>(() => PersonDownload.WriteAsync(new DefaultHttpContext(), new SomeData(), downloads, caller, ""));
        var reading = line.Reader.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        await first;
        await line.Writer.CompleteAsync();
        await reading;
        await PersonDownload.WriteAsync(new DefaultHttpContext(), new SomeData(), downloads, caller, "");

        Assert.Equal("TOO_MANY_STREAMS", ServiceError.From(refused).Reason);
    }

    private sealed class SomeData : OwnDataService.OwnDataServiceClient
    {
        public override AsyncServerStreamingCall<ExportPersonResponse> ExportPerson(ExportPersonRequest request, Metadata? headers, DateTime? deadline, CancellationToken cancellationToken) =>
            new(new Answers(), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    private sealed class Answers : IAsyncStreamReader<ExportPersonResponse>
    {
        private int _given;

        public ExportPersonResponse Current { get; } = new() { Title = "Your record" };

        public Task<bool> MoveNext(CancellationToken cancellationToken) => Task.FromResult(_given++ == 0);
    }
}
