using CoProduction.Review.V1;
using CoProduction.Shared.Modules;
using CoProduction.Stakeholder.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Tests.Grpc;

/// <summary>One of several processes of a module, on a port of its own: counts its calls, and is unavailable for the first of them when it is told to.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _calls;

    private Replica(WebApplication app) => _app = app;

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>How many calls it refuses before it does what it is asked.</summary>
    public int Refuses { get; init; }

    /// <summary>The deadline of the latest call.</summary>
    public DateTime Deadline { get; private set; }

    public string Address => _app.Urls.Single();

    public static async Task<Replica> StartAsync(int refuses = 0)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.AddGrpcServer();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        Replica? replica = null;
        builder.Services.AddSingleton(_ => replica!);
        var app = builder.Build();
        replica = new(app) { Refuses = refuses };
        app.MapGrpcService<Projects>();
        app.MapGrpcService<Work>();
        await app.StartAsync();
        return replica;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private T Answer<T>(ServerCallContext context) where T : new()
    {
        Deadline = context.Deadline;
        return Interlocked.Increment(ref _calls) > Refuses ? new T() : throw new RpcException(new(StatusCode.Unavailable, "not yet"));
    }

    private sealed class Projects(Replica replica) : StakeholderService.StakeholderServiceBase
    {
        public override Task<GetPartnershipResponse> GetPartnership(GetPartnershipRequest request, ServerCallContext context) =>
            Task.FromResult(replica.Answer<GetPartnershipResponse>(context));

        public override Task<CreateProjectResponse> CreateProject(CreateProjectRequest request, ServerCallContext context) =>
            Task.FromResult(replica.Answer<CreateProjectResponse>(context));
    }

    private sealed class Work(Replica replica) : ThemingWorkService.ThemingWorkServiceBase
    {
        public override Task<LeasePieceResponse> LeasePiece(LeasePieceRequest request, ServerCallContext context) =>
            Task.FromResult(replica.Answer<LeasePieceResponse>(context));

        public override Task ReadPiece(ReadPieceRequest request, IServerStreamWriter<ReadPieceResponse> responseStream, ServerCallContext context) =>
            Task.FromResult(replica.Answer<ReadPieceResponse>(context));
    }
}
