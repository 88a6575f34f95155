using CoProduction.Analytics.Theming;
using CoProduction.Analytics.Worker;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Grpc;
using CoProduction.Shared.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Analytics;

/// <summary>The theming worker: takes pieces of work from Review, themes them, and gives back what it found.</summary>
public sealed class AnalyticsModule : IModule
{
    /// <inheritdoc/>
    public string Name => "analytics";

    /// <inheritdoc/>
    public void AddServices(WebApplicationBuilder builder)
    {
        builder.AddGrpcServer();
        builder.Services.AddKeyFile(builder.Configuration);
        builder.Services.AddServiceClient<ThemingWorkService.ThemingWorkServiceClient>(builder.Configuration, "review");
        builder.Services.AddSingleton<ThemingEngine>();
        builder.Services.AddSingleton(typeof(OncePerQuestion<>));
        builder.Services.AddScoped<PieceWork>();
        builder.Services.AddHostedService<ThemingWorker>();
    }

    /// <inheritdoc/>
    public void Map(WebApplication app) => app.MapGrpcHealthChecksService();
}
