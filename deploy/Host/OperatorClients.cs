using CoProduction.Host.Distributed;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Grpc;
using CoProduction.Shared.Settings;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Host;

/// <summary>Calls the modules on somebody's behalf.</summary>
internal sealed class OperatorClients : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <summary>The settings with which services that run elsewhere are called; throws in one line when one is missing or wrong.</summary>
    public static Dictionary<string, string?> Settings(IConfiguration configuration, string verb)
    {
        var settings = ProcessSettings.OfCalls(ModuleTable.Named("gateway")).ToList();
        Setting.Check(settings, configuration, verb);
        return settings.ToDictionary(setting => setting.Name, setting => configuration[setting.Name]);
    }

    public OperatorClients(IReadOnlyDictionary<string, string?> callSettings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(callSettings).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);
        services.AddServiceClient<StakeholderService.StakeholderServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<IdentifyService.IdentifyServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<EngageService.EngageServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<GovernService.GovernServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<DeliverService.DeliverServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<VoiceService.VoiceServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<RepresentService.RepresentServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<AccessService.AccessServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<PeopleService.PeopleServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<EmpowerService.EmpowerServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<SignInService.SignInServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<ReviewService.ReviewServiceClient>(configuration, "review");
        _services = services.BuildServiceProvider();
    }

    /// <summary>A client that calls as the given caller.</summary>
    public TClient As<TClient>(Caller caller) where TClient : notnull
    {
        var scope = _services.CreateScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = caller;
        return scope.ServiceProvider.GetRequiredService<TClient>();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
