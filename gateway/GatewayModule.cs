using CoProduction.Audit.V1;
using CoProduction.Gateway.Api;
using CoProduction.Gateway.Downloads;
using CoProduction.Gateway.Identity;
using CoProduction.Gateway.Layout;
using CoProduction.Gateway.Pages.Audit;
using CoProduction.Gateway.Pages.Imports;
using CoProduction.Gateway.Web;
using CoProduction.Messages.V1;
using CoProduction.Review.V1;
using CoProduction.Shared.Grpc;
using CoProduction.Shared.Modules;
using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Gateway;

/// <summary>The only door from outside: web pages and REST, over the services' gRPC.</summary>
public sealed class GatewayModule : IModule
{
    /// <inheritdoc/>
    public string Name => "gateway";

    /// <inheritdoc/>
    public void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var configuration = builder.Configuration;
        services.AddServiceClient<StakeholderService.StakeholderServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<AccessService.AccessServiceClient>(configuration, "stakeholder");
        services.AddServiceClient<ReviewService.ReviewServiceClient>(configuration, "review");
        // Of all modules only this one hears of others today.
        services.AddServiceClient<MessagesService.MessagesServiceClient>(configuration, "stakeholder");
        foreach (var (service, _) in AuditSearch.Services)
            services.AddServiceClient<AuditService.AuditServiceClient>(configuration, service);
        services.AddScoped<CurrentPerson>();
        services.AddSingleton<LocalPerson>();
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddAntiforgery(options => options.Cookie.Name = "coproduction-form");
        services.AddDataProtection().SetApplicationName("CoProduction")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(configuration["DataDir"] ?? ".", "keys", "forms")));
        services.AddProblemDetails();
        services.AddApi();
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        app.UseLocalHostsOnly();
        app.UseSecurityHeaders();
        app.UseProblemPages();
        app.UseStaticFiles();
        app.UseMiddleware<PersonMiddleware>();
        app.UseAntiforgery();
        app.MapRazorComponents<App>();
        app.MapImportUpload();
        app.MapDownloads();
        app.MapApi();
    }
}
