using CoProduction.Audit.V1;
using CoProduction.Gateway.Api;
using CoProduction.Gateway.Downloads;
using CoProduction.Gateway.Identity;
using CoProduction.Gateway.Identity.Provider;
using CoProduction.Gateway.Layout;
using CoProduction.Gateway.Limits;
using CoProduction.Gateway.Pages.Audit;
using CoProduction.Gateway.Pages.Imports;
using CoProduction.Gateway.Pages.People;
using CoProduction.Gateway.Web;
using CoProduction.Messages.V1;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Checks;
using CoProduction.Shared.Grpc;
using CoProduction.Shared.Limits;
using CoProduction.Shared.Modules;
using CoProduction.Shared.Settings;
using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Gateway;

/// <summary>The only door from outside: web pages and REST, over the services' gRPC.</summary>
public sealed class GatewayModule : IModule
{
    /// <inheritdoc/>
    public string Name => "gateway";

    /// <inheritdoc/>
    public IEnumerable<Setting> Settings => [.. PublicAddress.Settings, BuiltInAccounts.AreUsed, .. ProviderSettings.Settings, KeyRingExtensions.KeyLifetime, DiskChecks.LeastFree, .. RequestLimits.Settings, .. LongStreams.Settings];

    /// <inheritdoc/>
    public void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var configuration = builder.Configuration;
        services.AddServiceClient<StakeholderService.StakeholderServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<IdentifyService.IdentifyServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<EngageService.EngageServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<GovernService.GovernServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<DeliverService.DeliverServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<RepresentService.RepresentServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<AccessService.AccessServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<PeopleService.PeopleServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<VoiceService.VoiceServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<SafeguardingService.SafeguardingServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<OpenChannelService.OpenChannelServiceClient>(configuration, "stakeholder", Caller.Gateway);
        services.AddServiceClient<PeopleImportService.PeopleImportServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<OwnDataService.OwnDataServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<EmpowerService.EmpowerServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<ReviewService.ReviewServiceClient>(configuration, "review");
        services.AddServiceClient<StatementBankService.StatementBankServiceClient>(configuration, "review");
        // Of all modules only this one hears of others today.
        services.AddServiceClient<MessagesService.MessagesServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<SignInService.SignInServiceClient>(configuration, "stakeholder", Caller.Gateway);
        foreach (var (service, _) in AuditSearch.Services)
            services.AddServiceClient<AuditService.AuditServiceClient>(configuration, service);
        services.AddSingleton<IModule>(this);
        services.AddRequestLimits(configuration);
        services.AddSingleton(provider => LongStreams.From(configuration, provider.GetRequiredService<Refusals>()));
        services.AddScoped<CurrentPerson>();
        services.AddSingleton<People>();
        var address = new PublicAddress(configuration);
        services.AddSingleton(address);
        services.AddSingleton<IStartupFilter>(new SecurityHeaders(address.IsSecure));
        services.AddProvider(configuration, address);
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddAntiforgery(options =>
        {
            options.SuppressXFrameOptionsHeader = true; // one policy, in SecurityHeaders
            options.Cookie.Name = address.IsSecure ? "__Host-coproduction-form" : "coproduction-form";
            options.Cookie.SecurePolicy = address.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        });
        var dataDir = configuration["DataDir"] ?? ".";
        services.AddKeyRing(configuration, Path.Combine(dataDir, "keys"));
        services.AddDiskCheck(configuration, dataDir);
        services.AddCalledModuleChecks(configuration, AuditSearch.Services.Select(called => called.Service));
        services.AddProblemDetails();
        services.AddApi();
        builder.AddRequestSize();
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        var address = app.Services.GetRequiredService<PublicAddress>();
        app.UseKeySet();
        address.Use(app);
        app.UseProblemPages();
        app.UseUnreadableRequests();
        app.UseStaticFiles();
        app.UseHeadRequests();
        app.UseRateLimiter();
        app.UseProvider();
        app.UseRouting();
        app.UseRequestSize();
        app.UseMiddleware<PersonMiddleware>();
        app.UseAntiforgery();
        app.MapGet("/", (CurrentPerson person) => Results.Redirect(person.May("project.read") ? "/projects" : "/my-page")).ExcludeFromDescription();
        app.MapProvider();
        app.MapRazorComponents<App>();
        app.MapImportUpload();
        app.MapPeopleUpload();
        app.MapDownloads();
        app.MapApi();
    }
}
