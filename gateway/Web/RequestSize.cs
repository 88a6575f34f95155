using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using MinDataRate = Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate;

namespace CoProduction.Gateway.Web;

/// <summary>How much may be sent: a form's worth, and a file's only where files are taken. However slow a line is, something must come, and be taken, now and then.</summary>
internal static class RequestSize
{
    public const long LargestFile = 500L * 1024 * 1024;
    private const long LargestForm = 1024 * 1024;

    // Far below the slowest line that a page can be read over: it is for lines that are dead, or pretend.
    private static readonly MinDataRate _slowest = new(bytesPerSecond: 100, gracePeriod: TimeSpan.FromSeconds(30));

    private static readonly TimeSpan _longestSilence = TimeSpan.FromMinutes(2);

    public static void AddRequestSize(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.Limits.MaxRequestBodySize = LargestForm;
        kestrel.Limits.MinRequestBodyDataRate = _slowest;
        kestrel.Limits.MinResponseDataRate = _slowest;
    });

    /// <summary>This route takes files.</summary>
    public static TBuilder TakesFiles<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RequestSizeLimitAttribute(LargestFile));

    /// <summary>Refuses what is too large by what it says of itself, before anything reads it and calls it a form without its token.</summary>
    public static void UseRequestSize(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Request.ContentLength > http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
            throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge);
        // Kestrel's rate is that of all of a file: one that began fast could then be silent for hours.
        if (http.GetEndpoint()?.Metadata.GetMetadata<RequestSizeLimitAttribute>() is not null)
            http.Request.Body = new SilenceLimitedStream(http.Request.Body, _longestSilence);
        return next(http);
    });
}
