using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Shared.Access;

/// <summary>The ES256 key pair of the gateway's tokens, in a PEM file that only this system's account can read.</summary>
public sealed class TokenKeys
{
    internal const string Issuer = "coproduction-gateway";
    internal const string Audience = "coproduction-services";

    private TokenKeys(ECDsa key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        var name = Convert.ToHexString(SHA256.HashData([.. parameters.Q.X!, .. parameters.Q.Y!]), 0, 8);
        Key = new ECDsaSecurityKey(key) { KeyId = name };
    }

    internal ECDsaSecurityKey Key { get; }

    /// <summary>Reads the file named by <c>Identity:KeyFile</c>, which is made when it is not there yet.</summary>
    public static TokenKeys From(IConfiguration configuration)
    {
        var file = configuration["Identity:KeyFile"]
            ?? throw new InvalidOperationException("The setting Identity:KeyFile is missing: the file with the key of the gateway's tokens.");
        if (!File.Exists(file))
            Create(file);
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return new(key);
    }

    // Several modules may start at once: the first to move its file into place wins, and all read that one.
    private static void Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var draft = $"{file}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        using (var writer = new StreamWriter(stream))
            writer.Write(key.ExportPkcs8PrivateKeyPem());
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }
}
