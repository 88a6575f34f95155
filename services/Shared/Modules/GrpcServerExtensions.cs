using CoProduction.Shared.Checks;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Shared.Modules;

/// <summary>How a module that speaks gRPC, and nothing else, listens.</summary>
public static class GrpcServerExtensions
{
    private const int ConnectionWindow = 64 * 1024 * 1024;

    /// <summary>Adds gRPC with its health service, over HTTP/2 without TLS. Map the health service with <c>MapGrpcHealthChecksService</c>.</summary>
    public static void AddGrpcServer(this WebApplicationBuilder builder, Action<GrpcServiceOptions>? configure = null)
    {
        builder.Services.AddGrpc(configure ?? (_ => { }));
        builder.Services.AddGrpcHealthChecks(health =>
        {
            // Whoever asks can ask what it is.
            foreach (var part in Readiness.Parts.Keys)
                health.Services.Map(part, check => check.Name == part);
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2);
            // One connection carries the calls of many: neither may a reader with a slow line end it for all of them, nor uploads that wait take all of its window.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.Http2.InitialConnectionWindowSize = ConnectionWindow;
        });
    }
}
