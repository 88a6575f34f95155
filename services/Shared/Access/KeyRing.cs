using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Shared.Access;

/// <summary>
/// The gateway's signing keys, in a folder that several gateways may share. A new one is made when the last is old enough, is published for a while before
/// it signs, and stays published until every token that it signed has expired. In the folder each is encrypted under Data Protection.
/// </summary>
internal sealed partial class KeyRing(string folder, IDataProtectionProvider protection, TimeSpan lifetime, TimeProvider time, ILogger<KeyRing> log) : ISigningKey
{
    // Longer than services take to ask again for the keys.
    private static readonly TimeSpan _announced = TimeSpan.FromMinutes(10);
    // Longer than a token lasts, and than another gateway takes to see that there is a new key.
    private static readonly TimeSpan _kept = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _lookAgain = TimeSpan.FromMinutes(1);

    private readonly IDataProtector _protector = protection.CreateProtector("CoProduction.TokenKeys");
    private readonly Dictionary<int, RingKey> _read = [];
    private readonly HashSet<string> _said = [];
    private readonly Lock _oneAtATime = new();
    private volatile Ring? _ring;

    /// <summary>The newest key that has been published for long enough; the very first signs at once.</summary>
    public ECDsaSecurityKey Key
    {
        get
        {
            var now = time.GetUtcNow();
            var keys = Look(now).Keys;
            return (keys.LastOrDefault(key => key.SignsFrom <= now) ?? keys[0]).Key;
        }
    }

    /// <summary>The public halves of all keys whose tokens are to be taken.</summary>
    public string Published => Look(time.GetUtcNow()).Published;

    /// <summary>What is wrong with the folder and what to do, in one line; null when all is well.</summary>
    public string? FindFault()
    {
        try
        {
            var now = time.GetUtcNow();
            var keys = Look(now).Keys;
            foreach (var key in keys.Skip(Outlived(keys, now))) // another gateway may have deleted those
                File.OpenRead(FileOf(key.Number)).Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The signing keys in {folder} cannot be used: {e.Message.ReplaceLineEndings(" ")} Make it a folder that this account can read and write, or put it back from a backup.";
        }
    }

    private Ring Look(DateTimeOffset now)
    {
        if (_ring is { } ring && now - ring.SeenAt < _lookAgain)
            return ring;
        lock (_oneAtATime)
            return _ring is { } seen && now - seen.SeenAt < _lookAgain ? seen : _ring = LookAgain(now);
    }

    // What is known goes on being good while the folder cannot be reached.
    private Ring LookAgain(DateTimeOffset now)
    {
        try
        {
            return LookInFolder(now);
        }
        catch (Exception e) when (_ring is not null && e is IOException or UnauthorizedAccessException)
        {
            CannotBeReached(folder, e);
            return _ring! with { SeenAt = now };
        }
    }

    private Ring LookInFolder(DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        SayStrays();
        var numbers = Numbers();
        var keys = Read(numbers);
        if (keys.Count == 0 || keys[^1].Made + lifetime <= now)
        {
            Make(numbers.LastOrDefault() + 1, now);
            keys = Read(Numbers());
        }
        var outlived = Outlived(keys, now);
        foreach (var key in keys.Take(outlived))
            File.Delete(FileOf(key.Number));
        keys.RemoveRange(0, outlived);
        return new(now, keys, KeySet.Write(keys.Select(key => key.Key)));
    }

    // How many of the oldest nobody needs any more: all that they signed has expired.
    private static int Outlived(IEnumerable<RingKey> keys, DateTimeOffset now) => keys.Skip(1).TakeWhile(next => next.SignsFrom + _kept <= now).Count();

    private List<RingKey> Read(List<int> numbers) => [.. numbers.Select(Read).OfType<RingKey>()];

    private RingKey? Read(int number)
    {
        if (_read.TryGetValue(number, out var known))
            return known;
        try
        {
            var text = _protector.Unprotect(File.ReadAllText(FileOf(number))).Split('\n', 2);
            return _read[number] = new(number, DateTimeOffset.Parse(text[0], CultureInfo.InvariantCulture), KeyFile.Import(text[1]));
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            if (_said.Add(FileOf(number)))
                CannotBeRead(FileOf(number), e);
            return null;
        }
    }

    // The number makes it safe for two gateways at once: one of them writes the file, the other takes what it finds there. It is the one after those that were
    // looked at: one that has been made since is new enough.
    private void Make(int number, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (KeyFile.TryWrite(FileOf(number), _protector.Protect($"{now:O}\n{key.ExportPkcs8PrivateKeyPem()}"), KeyFile.Private))
            Made(number, KeyFile.IdOf(key));
    }

    private List<int> Numbers() => [.. Directory.EnumerateFileSystemEntries(folder).Select(NumberOf).OfType<int>().Order()];

    // Null of a file that is no key, such as one that an editor has left.
    private int? NumberOf(string file) =>
        int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Path.GetFileName(FileOf(number)) == Path.GetFileName(file)
            ? number
            : null;

    private void SayStrays()
    {
        var strays = Directory.EnumerateFileSystemEntries(folder).Where(file => NumberOf(file) is null && !IsDraft(file) && _said.Add(file)).Select(Path.GetFileName).Order().ToList();
        if (strays.Count > 0)
            Strays(folder, string.Join(", ", strays));
    }

    // Another gateway may just be writing it.
    private bool IsDraft(string file) => Path.GetExtension(file).Length == 33 && NumberOf(Path.ChangeExtension(file, null)) is not null;

    private string FileOf(int number) => Path.Combine(folder, $"{number:D6}.key");

    [LoggerMessage(LogLevel.Information, "Made signing key {Number}, {KeyId}.")]
    private partial void Made(int number, string keyId);

    [LoggerMessage(LogLevel.Warning, "The signing key in {File} cannot be read, and is left out.")]
    private partial void CannotBeRead(string file, Exception exception);

    [LoggerMessage(LogLevel.Warning, "In {Folder} these are no keys, and are left alone: {Names}.")]
    private partial void Strays(string folder, string names);

    [LoggerMessage(LogLevel.Warning, "The signing keys in {Folder} cannot be reached: those known last go on.")]
    private partial void CannotBeReached(string folder, Exception exception);

    private sealed record RingKey(int Number, DateTimeOffset Made, ECDsaSecurityKey Key)
    {
        public DateTimeOffset SignsFrom => Made + _announced;
    }

    private sealed record Ring(DateTimeOffset SeenAt, IReadOnlyList<RingKey> Keys, string Published);
}
