using CoProduction.Shared.Data;
using CoProduction.Shared.Messaging;
using CoProduction.Shared.Modules;
using CoProduction.Stakeholder.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Tests.Notes;

/// <summary>The smallest module there can be: one table, and the event handlers that a test gives it.</summary>
internal sealed class NoteModule(params IEventHandler[] handlers) : IModule
{
    public const string Secret = "what somebody said";

    public string Name => "note";

    /// <summary>All that the module has logged.</summary>
    public LogLines Log { get; } = new();

    public void AddServices(WebApplicationBuilder builder)
    {
        builder.AddServiceModule(this);
        builder.Logging.AddProvider(Log).AddFilter<LogLines>(null, LogLevel.Trace);
        foreach (var handler in handlers)
            builder.Services.AddSingleton(handler);
    }

    public void Map(WebApplication app)
    {
        app.MapServiceModule();
        app.MapGrpcService<BrokenService>();
    }

    /// <summary>A service with mistakes in it: one, or whichever the caller names as SQL.</summary>
    private sealed class BrokenService(AppDatabase database) : StakeholderService.StakeholderServiceBase
    {
        public override async Task<CreatePartnershipResponse> CreatePartnership(CreatePartnershipRequest request, ServerCallContext context)
        {
            await using var command = database.Source.CreateCommand(request.Name);
            await command.ExecuteNonQueryAsync();
            return new();
        }

        public override Task<GetPartnershipResponse> GetPartnership(GetPartnershipRequest request, ServerCallContext context) =>
            throw new InvalidOperationException(Secret);
    }
}
