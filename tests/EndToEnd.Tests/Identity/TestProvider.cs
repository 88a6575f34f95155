using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Security.Claims;
using CoProduction.TestCommon.Hosting;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace CoProduction.EndToEnd.Tests.Identity;

/// <summary>
/// An OpenID Connect provider in this process, which believes everybody who gives a name that it knows. It takes the code flow with PKCE only, puts groups
/// into the id_token, and tells teams when it is asked about the person.
/// </summary>
public sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "coproduction";
    public const string ClientSecret = "a secret of the gateway's and the provider's";
    private readonly ConcurrentDictionary<string, (string[] Groups, string[] Teams)> _people = [];
    private readonly WebApplication _app;

    private TestProvider(int port)
    {
        Url = $"http://127.0.0.1:{port}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.Services.AddOpenIddict().AddServer(Describe);
        _app = builder.Build();
        _app.Urls.Add(Url);
        _app.UseAuthentication();
        _app.MapGet("/authorize", Authorize);
    }

    public string Url { get; }

    /// <summary>The address to which people were to be sent back, in each request.</summary>
    public ConcurrentQueue<string> RedirectUris { get; } = [];

    public static async Task<TestProvider> StartAsync(int? port = null)
    {
        var provider = new TestProvider(port ?? HostProcess.FreePort());
        await provider._app.StartAsync();
        using var http = new HttpClient();
        // Its first answers take long on a busy machine, and are not what is tried here.
        foreach (var path in (string[])["/.well-known/openid-configuration", "/.well-known/jwks"])
            (await http.GetAsync(new Uri(provider.Url + path))).EnsureSuccessStatusCode().Dispose();
        return provider;
    }

    /// <summary>Gives somebody groups and teams, in the place of those that they had.</summary>
    public void Know(string person, string[] groups, params string[] teams) => _people[person] = (groups, teams);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Describe(OpenIddictServerBuilder server)
    {
        server.SetIssuer(new Uri(Url)).EnableDegradedMode().AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetUserInfoEndpointUris("userinfo");
        server.RegisterScopes(Scopes.Profile);
        server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
        server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(Validate));
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(Validate));
        server.AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseInlineHandler(TellTeams));
    }

    private ValueTask Validate(ValidateAuthorizationRequestContext context)
    {
        RedirectUris.Enqueue(context.RedirectUri ?? "");
        if (context.ClientId != ClientId)
            context.Reject(Errors.InvalidClient);
        return ValueTask.CompletedTask;
    }

    private static ValueTask Validate(ValidateTokenRequestContext context)
    {
        if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
            context.Reject(Errors.InvalidClient);
        return ValueTask.CompletedTask;
    }

    private ValueTask TellTeams(HandleUserInfoRequestContext context)
    {
        var person = context.AccessTokenPrincipal!.GetClaim(Claims.Name)!;
        context.Subject = context.AccessTokenPrincipal!.GetClaim(Claims.Subject);
        context.Claims["teams"] = new OpenIddictParameter(_people[person].Teams.ToImmutableArray<string?>());
        return ValueTask.CompletedTask;
    }

    private IResult Authorize(HttpContext http)
    {
        const string scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
        var request = http.GetOpenIddictServerRequest()!;
        if ((string?)request["answer"] == "no")
            return Results.Forbid(authenticationSchemes: [scheme]);
        return (string?)request["person"] is { } name && _people.TryGetValue(name, out var known)
            ? Results.SignIn(PrincipalOf(name, known.Groups, request), authenticationScheme: scheme)
            : Results.Content(Form(request), "text/html");
    }

    private static ClaimsPrincipal PrincipalOf(string name, string[] groups, OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity("provider", Claims.Name, Claims.Role)
            .SetClaim(Claims.Subject, $"subject of {name}").SetClaim(Claims.Name, name).SetClaims("groups", [.. groups]);
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return new(identity);
    }

    private static string Form(OpenIddictRequest request)
    {
        var hidden = string.Concat(request.GetParameters().Select(parameter =>
            $"""<input type="hidden" name="{WebUtility.HtmlEncode(parameter.Key)}" value="{WebUtility.HtmlEncode((string?)parameter.Value)}">"""));
        return $"""
            <!DOCTYPE html><html lang="en"><title>Provider</title><h1>Who are you?</h1>
            <form>{hidden}<label>Your name <input name="person"></label><button>Go on</button><button name="answer" value="no">No, thank you</button></form>
            """;
    }
}
