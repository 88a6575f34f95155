using CoProduction.Shared.Modules;
using CoProduction.Stakeholder.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.EndToEnd.Tests.Limits;

/// <summary>
/// Stands where the Stakeholder service is, and has room for a few at a time: nobody who recognises one partnership's tokens leaves before they may. A real one
/// cannot be made to wait at a chosen moment.
/// </summary>
internal sealed class CrampedStakeholder(string held, int room) : IModule, IDisposable
{
    private readonly SemaphoreSlim _room = new(room);
    private TaskCompletionSource _door = Opened();
    private int _inside;

    public string Name => "stakeholder";

    /// <summary>How many of the partnership are held.</summary>
    public int Inside => Volatile.Read(ref _inside);

    public void Close() => _door = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _door.TrySetResult();

    public void AddServices(WebApplicationBuilder builder)
    {
        builder.AddGrpcServer();
        builder.Services.AddSingleton(this);
    }

    public void Map(WebApplication app) => app.MapGrpcService<SignIns>();

    public void Dispose() => _room.Dispose();

    private static TaskCompletionSource Opened()
    {
        var door = new TaskCompletionSource();
        door.SetResult();
        return door;
    }

    // A token is its partnership, a stroke and the token's own id.
    private async Task<ResolveApiTokenResponse> ResolveAsync(string secret, CancellationToken cancel)
    {
        var parts = secret.Split('/');
        await _room.WaitAsync(cancel);
        try
        {
            if (parts[0] == held)
            {
                Interlocked.Increment(ref _inside);
                await _door.Task.WaitAsync(cancel);
                Interlocked.Decrement(ref _inside);
            }
            return new() { PartnershipId = parts[0], Token = new() { TokenId = parts[1], Name = "Program" } };
        }
        finally
        {
            _room.Release();
        }
    }

    private sealed class SignIns(CrampedStakeholder module) : SignInService.SignInServiceBase
    {
        public override Task<ResolveApiTokenResponse> ResolveApiToken(ResolveApiTokenRequest request, ServerCallContext context) =>
            module.ResolveAsync(request.Secret, context.CancellationToken);
    }
}
