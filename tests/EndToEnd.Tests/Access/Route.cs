using System.Text.RegularExpressions;
using CoProduction.Gateway;
using CoProduction.Gateway.Api.Calls;
using CoProduction.Host;
using CoProduction.Shared.Access;
using Microsoft.AspNetCore.Routing;

namespace CoProduction.EndToEnd.Tests.Access;

/// <summary>Something that the gateway can be asked for, as its own endpoints say.</summary>
internal sealed partial record Route(string Method, string Pattern, CallRoute? Call)
{
    private static readonly Lazy<Task<IReadOnlyList<Route>>> _all = new(ReadAsync);

    /// <summary>All of them, those that the framework adds of itself as well.</summary>
    public static Task<IReadOnlyList<Route>> AllAsync() => _all.Value;

    /// <summary>Those of the table of permissions.</summary>
    public static async Task<IReadOnlyList<Route>> ListedAsync() => [.. (await AllAsync()).Where(route => route.Call is not null || Permissions.OfPage(route.Pattern) is not null)];

    public bool IsRest => Pattern.StartsWith("/api/", StringComparison.Ordinal);

    public bool IsGet => Method == "GET";

    /// <summary>Whether the address names a thing.</summary>
    public bool NamesSomething => Pattern.Contains(":guid}", StringComparison.Ordinal);

    /// <summary>What the table says.</summary>
    public string Needed => Call?.Permission ?? Permissions.OfPage(Pattern)!;

    public bool IsAllowedTo(string role) => Needed is Permissions.Public or Permissions.SignedIn || Permissions.Gives(Needed, [role]);

    /// <summary>The address of these things; of a call under REST also of things that are not there, where none of the kind is among them.</summary>
    public string Of(IReadOnlyDictionary<string, string> things) => Parameter().Replace(Pattern, match => Of(things, match.Groups[1].Value.ToLowerInvariant()));

    public override string ToString() => $"{Method} {Pattern}";

    private string Of(IReadOnlyDictionary<string, string> things, string parameter) =>
        Call is not null && !things.ContainsKey(parameter) ? Guid.NewGuid().ToString() : things[parameter];

    private static async Task<IReadOnlyList<Route>> ReadAsync()
    {
        var folder = Directory.CreateTempSubdirectory("coproduction-routes-").FullName;
        var settings = new Dictionary<string, string?>
        {
            ["Listen"] = "http://127.0.0.1:0",
            ["DataDir"] = folder,
            ["Services:stakeholder"] = $"unix:{folder}/stakeholder.sock",
            ["Services:review"] = $"unix:{folder}/review.sock",
        };
        try
        {
            await using var app = ModuleHost.Build(new GatewayModule(), settings, bus: null);
            return
            [
                .. from endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                   from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
                   select new Route(method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.Metadata.GetMetadata<CallRoute>()),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"\{(\w+)(:guid|:long)?\}")]
    private static partial Regex Parameter();
}
