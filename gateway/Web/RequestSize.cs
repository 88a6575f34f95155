using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace CoProduction.Gateway.Web;

/// <summary>How much may be sent: a form's worth, and a file's only where files are taken.</summary>
internal static class RequestSize
{
    public const long LargestFile = 500L * 1024 * 1024;
    private const long LargestForm = 1024 * 1024;

    public static void AddRequestSize(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestForm);

    /// <summary>This route takes files.</summary>
    public static TBuilder TakesFiles<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RequestSizeLimitAttribute(LargestFile));

    /// <summary>Refuses what is too large by what it says of itself, before anything reads it and calls it a form without its token.</summary>
    public static void UseRequestSize(this WebApplication app) => app.Use((http, next) =>
        http.Request.ContentLength > http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize
            ? throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge)
            : next(http));
}
