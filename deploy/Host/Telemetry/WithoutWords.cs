using System.Diagnostics;
using CoProduction.Shared.Errors;
using OpenTelemetry;

namespace CoProduction.Host.Telemetry;

/// <summary>
/// Lets out of a span only what is known to hold no words of people: addresses, search terms, file names and messages of failures do not leave the process.
/// A statement holds placeholders where its values are.
/// </summary>
internal sealed class WithoutWords : BaseProcessor<Activity>
{
    private const string CalledMethod = "grpc.method";
    private static readonly HashSet<string> _known =
    [
        "http.request.method", "http.response.status_code", "http.route", "network.protocol.version", "url.scheme", "error.type",
        CalledMethod, "grpc.status_code", "rpc.system", "rpc.service", "rpc.method", "rpc.grpc.status_code",
        "db.system.name", "db.namespace", "db.query.text", "db.response.status_code",
        "event.id", "theming.run", "theming.piece",
    ];

    /// <inheritdoc/>
    public override void OnEnd(Activity span)
    {
        foreach (var (name, _) in span.TagObjects.ToList())
        {
            if (!_known.Contains(name))
                span.SetTag(name, null);
        }
        span.SetStatus(span.Status); // without its description
        if (span.GetTagItem(CalledMethod) is string method)
            span.DisplayName = method.TrimStart('/');
    }

    /// <summary>Notes of an exception its kind and place.</summary>
    public static void Record(Activity span, Exception failure, ref TagList tags)
    {
        tags.Add("exception.message", FailureTrace.Kind(failure));
        tags.Add("exception.stacktrace", FailureTrace.Of(failure));
    }
}
