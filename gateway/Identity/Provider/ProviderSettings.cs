using CoProduction.Shared.Settings;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Gateway.Identity.Provider;

/// <summary>
/// The OpenID Connect provider at which people may sign in: where it is (<c>Oidc:Authority</c>), as whom the gateway is known there (<c>Oidc:ClientId</c>,
/// <c>Oidc:ClientSecret</c> or a file with it in <c>Oidc:ClientSecretFile</c>), what people call it (<c>Oidc:Name</c>), what to ask it for
/// (<c>Oidc:Scopes</c>), the claim with the person's name (<c>Oidc:NameClaim</c>), and what its claims give (<c>Oidc:Mapping</c>).
/// </summary>
internal sealed record ProviderSettings(
    Uri Authority, string ClientId, string ClientSecret, string Name, IReadOnlyList<string> Scopes, string NameClaim, IReadOnlyList<ClaimMapping> Mapping)
{
    private const string Section = "Oidc";

    /// <summary>What each may be. What belongs together is looked at by <see cref="From"/>.</summary>
    public static IEnumerable<Setting> Settings =>
    [
        new("Oidc:Authority", "the address of an OpenID Connect provider, such as https://login.example/realms/work", Setting.IsWebAddress, IsOptional: true),
        Setting.Text("Oidc:ClientId", "the name by which the provider knows the gateway"),
        Setting.Text("Oidc:ClientSecret", "the secret that the provider gave the gateway"),
        Setting.ExistingFile("Oidc:ClientSecretFile", "the file with the secret that the provider gave the gateway"),
        Setting.Text("Oidc:Name", "what people call the provider"),
        Setting.Text("Oidc:Scopes", "what to ask the provider for, with spaces between"),
        Setting.Text("Oidc:NameClaim", "the claim with the person's name"),
        .. ClaimMapping.Settings,
    ];

    /// <summary>Null when there is no provider; throws, in one line that names the setting, when it is only half described.</summary>
    public static ProviderSettings? From(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section);
        if (settings.AsEnumerable().All(setting => string.IsNullOrEmpty(setting.Value)))
            return null;
        return new(
            AuthorityOf(settings),
            Require(settings, "ClientId", "the name by which the provider knows the gateway"),
            SecretOf(settings),
            Or(settings["Name"], "your organisation"),
            Or(settings["Scopes"], "openid profile").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Or(settings["NameClaim"], "name"),
            MappingOf(settings));
    }

    /// <summary>The value of a setting; throws when there is none.</summary>
    public static string Require(IConfigurationSection settings, string name, string meaning) =>
        settings[name] is { Length: > 0 } value ? value : throw Wrong(settings, name, "is missing", meaning);

    /// <summary>Says in one line what must be there. The value is not shown: it may be a secret.</summary>
    public static InvalidOperationException Wrong(IConfigurationSection settings, string name, string fault, string meaning) =>
        new($"gateway: the setting {settings.Path}:{name} (environment variable {settings.Path.Replace(":", "__")}__{name}) {fault}: {meaning}.");

    private static Uri AuthorityOf(IConfigurationSection settings)
    {
        const string meaning = "the address of an OpenID Connect provider, such as https://login.example/realms/work, without TLS on this machine only";
        var text = Require(settings, "Authority", meaning);
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri is { Scheme: "http", IsLoopback: true })
            ? uri
            : throw Wrong(settings, "Authority", "is wrong", meaning);
    }

    private static string SecretOf(IConfigurationSection settings)
    {
        if (settings["ClientSecretFile"] is not { Length: > 0 } file)
            return Require(settings, "ClientSecret", "the secret that the provider gave the gateway, if it is not in the file that ClientSecretFile names");
        try
        {
            if (File.ReadAllText(file).Trim() is { Length: > 0 } secret)
                return secret;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
        throw Wrong(settings, "ClientSecretFile", "is wrong", "a file that can be read, with the secret that the provider gave the gateway");
    }

    private static List<ClaimMapping> MappingOf(IConfigurationSection settings)
    {
        var rows = settings.GetSection("Mapping").GetChildren().Select(ClaimMapping.From).ToList();
        // Without any, nobody could come in.
        return rows.Count > 0 ? rows : [ClaimMapping.From(settings.GetSection("Mapping:0"))];
    }

    private static string Or(string? value, string otherwise) => string.IsNullOrEmpty(value) ? otherwise : value;
}
