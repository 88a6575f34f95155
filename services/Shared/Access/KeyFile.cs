using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Shared.Access;

/// <summary>PEM files with ES256 keys: a private one for whoever signs tokens, a public one for those that check them.</summary>
public static class KeyFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Public = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Makes a private key, readable by this account only, unless the file is there. For one process at a time.</summary>
    public static void CreateIfMissing(string file)
    {
        if (File.Exists(file))
            return;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write(file, key.ExportPkcs8PrivateKeyPem(), Private);
    }

    /// <summary>Writes the public half of a private key, unless that file is there.</summary>
    public static void CreatePublicIfMissing(string file, string privateFile)
    {
        if (File.Exists(file))
            return;
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(privateFile));
        Write(file, key.ExportSubjectPublicKeyInfoPem(), Public);
    }

    /// <summary>Reads the key in the file that a setting names; null when there is no such setting.</summary>
    internal static ECDsaSecurityKey? Read(IConfiguration configuration, string setting)
    {
        if (configuration[setting] is not { Length: > 0 } file)
            return null;
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidOperationException($"The file {file} of the setting {setting} holds no key that can be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new(key) { KeyId = Convert.ToHexString(SHA256.HashData([.. point.X!, .. point.Y!]), 0, 8) };
    }

    private static void Write(string file, string pem, UnixFileMode mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var draft = $"{file}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
        using (var writer = new StreamWriter(stream))
            writer.Write(pem);
        File.Move(draft, file); // a start that is killed leaves no half file in its place
    }
}
