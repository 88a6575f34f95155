using CoProduction.Shared.Access;
using CoProduction.Shared.Modules;
using CoProduction.Shared.Tests.Notes;
using CoProduction.Stakeholder.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Tests.Limits;

/// <summary>A module whose one call of one partnership does not end before it may, and which sees how many are in it.</summary>
internal sealed class GatedModule(Guid held) : IModule
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;
    private int _most;

    public string Name => "gated";

    /// <summary>All that the module has logged.</summary>
    public LogLines Log { get; } = new();

    public int Inside => Volatile.Read(ref _inside);

    /// <summary>The most that were in it at once.</summary>
    public int Most => Volatile.Read(ref _most);

    public void Open() => _gate.TrySetResult();

    public void AddServices(WebApplicationBuilder builder)
    {
        builder.AddServiceModule(this);
        builder.Logging.AddProvider(Log).AddFilter<LogLines>(null, LogLevel.Trace);
        builder.Services.AddSingleton(this);
    }

    public void Map(WebApplication app) => app.MapGrpcService<Gated>();

    private async Task PassAsync(Guid? partnership)
    {
        if (partnership != held)
            return;
        var inside = Interlocked.Increment(ref _inside);
        for (var most = Most; inside > most; most = Most)
            Interlocked.CompareExchange(ref _most, inside, most);
        await _gate.Task;
        Interlocked.Decrement(ref _inside);
    }

    private sealed class Gated(GatedModule module) : StakeholderService.StakeholderServiceBase
    {
        public override async Task<GetPartnershipResponse> GetPartnership(GetPartnershipRequest request, ServerCallContext context)
        {
            await module.PassAsync(context.Caller().PartnershipId);
            return new();
        }
    }
}
