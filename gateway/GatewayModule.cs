using CoProduction.Gateway.Api;
using CoProduction.Gateway.Downloads;
using CoProduction.Gateway.Identity;
using CoProduction.Gateway.Layout;
using CoProduction.Gateway.Pages.Imports;
using CoProduction.Gateway.Web;
using CoProduction.Messages.V1;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
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
        services.AddScoped<CurrentPerson>();
        services.AddSingleton<LocalPerson>();
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddAntiforgery(options => options.Cookie.Name = "coproduction-form");
        var keys = Path.Combine(configuration["DataDir"] ?? ".", "keys");
        services.AddDataProtection().SetApplicationName("CoProduction")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(keys, "forms")));
        services.AddKeyRing(configuration, Path.Combine(keys, "tokens"));
        services.AddProblemDetails();
        services.AddApi();
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        app.UseKeySet();
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
