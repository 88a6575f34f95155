using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Shared.Access;

/// <summary>PEM files with ES256 keys: a private one for whoever signs tokens, a public one for those that check them.</summary>
public static partial class KeyFile
{
    internal const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int AlreadyThere = 17; // EEXIST
    private const UnixFileMode Public = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Makes a private key, readable by this account only, unless the file is there.</summary>
    public static void CreateIfMissing(string file)
    {
        if (File.Exists(file))
            return;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        TryWrite(file, key.ExportPkcs8PrivateKeyPem(), Private);
    }

    /// <summary>Writes the public half of a private key, unless that file is there.</summary>
    public static void CreatePublicIfMissing(string file, string privateFile)
    {
        if (File.Exists(file))
            return;
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(privateFile));
        TryWrite(file, key.ExportSubjectPublicKeyInfoPem(), Public);
    }

    /// <summary>Reads the key in the file that a setting names; null when there is no such setting.</summary>
    internal static ECDsaSecurityKey? Read(IConfiguration configuration, string setting)
    {
        if (configuration[setting] is not { Length: > 0 } file)
            return null;
        try
        {
            return Import(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new InvalidOperationException($"The file {file} of the setting {setting} holds no key that can be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>The key in this text, with an id of its own.</summary>
    internal static ECDsaSecurityKey Import(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return new(key) { KeyId = IdOf(key) };
    }

    /// <summary>The id by which tokens name the key.</summary>
    internal static string IdOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return Convert.ToHexString(SHA256.HashData([.. point.X!, .. point.Y!]), 0, 8);
    }

    /// <summary>Writes a file that is there whole or not at all; false when somebody else was first.</summary>
    internal static bool TryWrite(string file, string text, UnixFileMode mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var draft = $"{file}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode }))
        using (var writer = new StreamWriter(stream))
            writer.Write(text);
        try
        {
            // A second name for the draft. File.Move looks first and renames then, and so takes the place of what somebody else has put there in between.
            if (Link(draft, file) == 0)
                return true;
            if (Marshal.GetLastPInvokeError() == AlreadyThere)
                return false;
            throw new IOException($"{file} cannot be written: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
        finally
        {
            File.Delete(draft);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);
}
