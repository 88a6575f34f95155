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

    /// <summary>
    /// Makes a private key and the file with its public half where they are missing; throws in one line that says what to do when what is there will not do.
    /// </summary>
    public static void MakePair(string privateFile, string publicFile)
    {
        try
        {
            CreateIfMissing(privateFile);
            var signing = Load(privateFile, mustSign: true);
            CreatePublicIfMissing(publicFile, privateFile);
            if (FindFault(publicFile) is { } fault)
                throw new InvalidOperationException($"{fault} Or move it away: it is made again.");
            var half = Load(publicFile);
            if (half.KeyId != signing.KeyId)
                throw new InvalidOperationException($"{publicFile} is not the public half of {privateFile}. Put the right one back, or move it away: it is made again.");
            if (HasPrivateHalf(half.ECDsa))
                throw new InvalidOperationException($"{publicFile} holds a private key, which everybody may read there. Move it away: the public half is made again.");
        }
        catch (Exception e) when (IsFault(e))
        {
            throw new InvalidOperationException($"The private key {privateFile} cannot be used: {OneLine(e)} Put it back from a backup, or move it away with {publicFile}: both are made again.", e);
        }
    }

    /// <summary>Why the file holds no key that can be used, and what to do; null when it does.</summary>
    internal static string? FindFault(string file, bool mustSign = false)
    {
        try
        {
            Load(file, mustSign).ECDsa.Dispose();
            return null;
        }
        catch (Exception e) when (IsFault(e))
        {
            return $"The key file {file} cannot be used: {OneLine(e)} Put it back from a backup.";
        }
    }

    /// <summary>Reads the key in the file that a setting names, the private one if it has to sign; null when there is no such setting.</summary>
    internal static ECDsaSecurityKey? Read(IConfiguration configuration, string setting, bool mustSign = false)
    {
        if (configuration[setting] is not { Length: > 0 } file)
            return null;
        try
        {
            return Load(file, mustSign);
        }
        catch (Exception e) when (IsFault(e))
        {
            throw new InvalidOperationException($"The file {file} of the setting {setting} holds no key that can be used: {OneLine(e)} Put it back from a backup.", e);
        }
    }

    /// <summary>The key in this text, with an id of its own.</summary>
    internal static ECDsaSecurityKey Import(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
            throw new CryptographicException("It is a key of another kind: one on the curve P-256 is wanted.");
        return new(key) { KeyId = IdOf(key) };
    }

    private static ECDsaSecurityKey Load(string file, bool mustSign = false)
    {
        var key = Import(File.ReadAllText(file));
        return !mustSign || HasPrivateHalf(key.ECDsa) ? key : throw new CryptographicException("It holds a public key, and the private one is wanted.");
    }

    private static bool HasPrivateHalf(ECDsa key)
    {
        try
        {
            return key.ExportParameters(includePrivateParameters: true).D is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsFault(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException;

    private static string OneLine(Exception e) => e.Message.ReplaceLineEndings(" ");

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
