using CoProduction.Gateway.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CoProduction.Gateway.Identity.Provider;

/// <summary>Signing in at an OpenID Connect provider: code flow with PKCE, when the settings name one.</summary>
internal static class ProviderSignIn
{
    private const string Scheme = "provider";
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    public static void AddProvider(this IServiceCollection services, IConfiguration configuration, PublicAddress address)
    {
        var provider = ProviderSettings.From(configuration);
        services.AddSingleton(WaysIn.From(configuration, provider));
        if (provider is null)
            return;
        services.AddSingleton(provider);
        services.AddSingleton<ProviderEvents>();
        // A name that is no scheme's: who is there is for People to say, by our own session.
        services.AddAuthentication("session").AddOpenIdConnect(Scheme, options => Describe(options, provider, address.IsSecure));
    }

    /// <summary>Takes people who come back from the provider.</summary>
    public static void UseProvider(this WebApplication app)
    {
        if (HasProvider(app))
            app.UseAuthentication();
    }

    /// <summary>Sends people to the provider. By a link and not a form: a form may lead to our own pages only.</summary>
    public static void MapProvider(this WebApplication app)
    {
        if (HasProvider(app))
            app.MapGet("/sign-in/provider", StartAsync).ExcludeFromDescription();
    }

    private static bool HasProvider(WebApplication app) => app.Services.GetService<ProviderSettings>() is not null;

    private static async Task StartAsync(HttpContext http, [FromQuery(Name = "return")] string? wanted, ProviderEvents events)
    {
        try
        {
            await http.ChallengeAsync(Scheme, new AuthenticationProperties { RedirectUri = Refusal.LocalPath(wanted) });
        }
        catch (InvalidOperationException e) // its description cannot be read
        {
            events.NotReached(e);
            http.Response.Redirect(ProviderTrouble.Address(ProviderTrouble.Away, wanted));
        }
    }

    private static void Describe(OpenIdConnectOptions options, ProviderSettings provider, bool isSecure)
    {
        options.Authority = provider.Authority.ToString();
        options.RequireHttpsMetadata = provider.Authority.Scheme == Uri.UriSchemeHttps;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query; // a form from elsewhere would come without our cookies
        options.UsePkce = true;
        options.CallbackPath = "/sign-in/provider/callback";
        options.SignedOutCallbackPath = options.RemoteSignOutPath = PathString.Empty; // sessions end here
        options.EventsType = typeof(ProviderEvents);
        options.BackchannelTimeout = _patience;
        options.RemoteAuthenticationTimeout = options.ProtocolValidator.NonceLifetime = _longest;
        options.DisableTelemetry = true;
        options.Scope.Clear();
        foreach (var scope in provider.Scopes)
            options.Scope.Add(scope);
        TakeClaims(options, provider);
        Guard(options.CorrelationCookie, "coproduction-provider.", isSecure);
        Guard(options.NonceCookie, "coproduction-nonce.", isSecure);
    }

    // By their own names, from the id_token, and from the provider's answer about the person where there is one.
    private static void TakeClaims(OpenIdConnectOptions options, ProviderSettings provider)
    {
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.Remove("iss");
        options.ClaimActions.MapUniqueJsonKey(provider.NameClaim, provider.NameClaim);
        foreach (var claim in provider.Mapping.Select(row => row.Claim).Distinct())
            options.ClaimActions.MapJsonKey(claim, claim);
    }

    private static void Guard(CookieBuilder cookie, string name, bool isSecure)
    {
        cookie.Name = (isSecure ? "__Host-" : "") + name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax; // they come back by a link from elsewhere
        cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
    }
}
