using System.Diagnostics;
using CoProduction.Gateway.Api;
using CoProduction.Gateway.Limits;
using CoProduction.Gateway.Pages.Help;
using CoProduction.Shared.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoProduction.Gateway.Web;

/// <summary>What is shown when something cannot be shown: a page for people, problem details for programs.</summary>
internal static partial class ProblemPages
{
    public static void UseProblemPages(this WebApplication app)
    {
        // A scope of its own: the one in which a page failed renders no second page.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = HandleAsync, AllowStatusCode404Response = true, CreateScopeForErrors = true });
        app.UseStatusCodePages(context => Refusal.IsApi(context.HttpContext)
            ? Results.Problem(ForPrograms(context.HttpContext.Response.StatusCode), statusCode: context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext)
            : ShowAsync(context.HttpContext, context.HttpContext.Response.StatusCode, MessageFor(context.HttpContext, context.HttpContext.Response.StatusCode)));
    }

    private static Task HandleAsync(HttpContext http)
    {
        var exception = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (exception is RpcException call)
            return TellAsync(http, ServiceError.From(call));
        var (status, message) = exception switch
        {
            BadHttpRequestException bad => (bad.StatusCode, MessageFor(http, bad.StatusCode)),
            not null when UnreadableRequests.MayHaveCaused(exception) => (StatusCodes.Status400BadRequest, Unreadable(http, exception)),
            _ => (StatusCodes.Status500InternalServerError, Unforeseen(http, exception)),
        };
        return Refusal.IsApi(http) ? Results.Problem(message, statusCode: status).ExecuteAsync(http) : ShowAsync(http, status, message);
    }

    /// <summary>The one place where an error of a service becomes an answer of its own, with when to try again.</summary>
    public static Task TellAsync(HttpContext http, ServiceError error)
    {
        RetryAfter.Say(http, error);
        if (Refusal.IsApi(http))
            return ApiProblem.Of(error).ExecuteAsync(http);
        return error.Code == StatusCode.ResourceExhausted ? ShowTryAgainAsync(http, error.Message) : ShowAsync(http, ApiProblem.HttpStatusOf(error.Code), error.Message);
    }

    private static async Task ShowTryAgainAsync(HttpContext http, string message)
    {
        const int status = StatusCodes.Status429TooManyRequests;
        var address = Refusal.LocalPath(http.Request.Path + http.Request.QueryString);
        var wasSent = !HttpMethods.IsGet(http.Request.Method);
        var kept = await KeptForm.OfAsync(http);
        await new RazorComponentResult<TryAgainPage>(new { Message = message, Address = address, WasSent = wasSent, Kept = kept }) { StatusCode = status }.ExecuteAsync(http);
    }

    // Said in the log all the same: the mistake may be ours.
    private static string Unreadable(HttpContext http, Exception exception)
    {
        NotRead(LogOf(http), http.Request.Method, EndpointOf(http), FailureTrace.Of(exception));
        return MessageFor(http, StatusCodes.Status400BadRequest);
    }

    // The log has the rest under the number that the person can quote.
    private static string Unforeseen(HttpContext http, Exception? exception)
    {
        var number = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        if (exception is not null && !http.RequestAborted.IsCancellationRequested)
            Failed(LogOf(http), http.Request.Method, EndpointOf(http), number, FailureTrace.Of(exception));
        return $"Nothing was changed. Please try again in a moment. If it happens again, quote {number}.";
    }

    private static ILogger LogOf(HttpContext http) => http.RequestServices.GetRequiredService<ILogger<GatewayModule>>();

    private static string EndpointOf(HttpContext http) => http.Features.Get<IExceptionHandlerPathFeature>()?.Endpoint?.DisplayName ?? "no endpoint";

    [LoggerMessage(LogLevel.Warning, "{Method} of {Endpoint} was sent something that could not be read: {Failure}")]
    private static partial void NotRead(ILogger log, string method, string endpoint, string failure);

    [LoggerMessage(LogLevel.Error, "{Method} of {Endpoint} failed, quoted as {Number}: {Failure}")]
    private static partial void Failed(ILogger log, string method, string endpoint, string number, string failure);

    public static Task ShowAsync(HttpContext http, int status, string message)
    {
        http.Response.StatusCode = status;
        return new RazorComponentResult<ProblemPage>(new { Status = status, Message = message }) { StatusCode = status }.ExecuteAsync(http);
    }

    private static string MessageFor(HttpContext http, int status) => (Refusal.IsApi(http) ? ForPrograms(status) : null) ?? status switch
    {
        StatusCodes.Status404NotFound => "If you typed the address, check that it is right. If you followed a link, what it led to may be gone.",
        StatusCodes.Status400BadRequest => "This form was open for too long, or was sent from another place. Go back, load the page again, and send it once more.",
        StatusCodes.Status408RequestTimeout => "Nothing came for a while, so we stopped waiting, and nothing was added. Check your connection, and send it again.",
        StatusCodes.Status413PayloadTooLarge => "What you sent is too large: a file of reviews may have 500 MB, anything else 1 MB. Make it smaller, or split it.",
        StatusCodes.Status415UnsupportedMediaType => "Your browser sent this in a way that is not known here. Go back, load the page again, and send it once more.",
        _ => "Nothing was changed. Please try again in a moment.",
    };

    // Where it is other advice than for people.
    private static string? ForPrograms(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "This request cannot be read. Check that all of it is sent, and that it is what its content type says, with all text in its charset.",
        StatusCodes.Status415UnsupportedMediaType => "This content type or its charset is not known here. Send JSON or, where a file is taken, CSV, in UTF-8 if you can.",
        _ => null,
    };
}
