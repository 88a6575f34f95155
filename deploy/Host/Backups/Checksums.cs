using System.Security.Cryptography;
using System.Text;
using CoProduction.Host.Processes;

namespace CoProduction.Host.Backups;

/// <summary>The SHA-256 of every file in a folder, in a file that the program <c>sha256sum -c</c> understands too.</summary>
internal static class Checksums
{
    public const string FileName = "SHA256SUMS";

    /// <summary>Adds the file to the folder.</summary>
    public static void Write(string folder, CancellationToken cancel)
    {
        var lines = new StringBuilder();
        foreach (var name in Names(folder))
        {
            cancel.ThrowIfCancellationRequested();
            lines.Append(Sum(folder, name)).Append("  ").Append(name).Append('\n');
        }
        Disk.WriteNew(Path.Combine(folder, FileName), Encoding.UTF8.GetBytes(lines.ToString()));
    }

    /// <summary>Every file that is not as it was written, one line each.</summary>
    public static IEnumerable<string> Problems(string folder)
    {
        var left = Names(folder).ToHashSet();
        foreach (var line in File.ReadLines(Path.Combine(folder, FileName)))
        {
            if (line.Length < 67 || line[64..66] != "  ")
                yield return $"{FileName}: a line is damaged";
            else if (!left.Remove(line[66..]))
                yield return $"{line[66..]}: missing";
            else if (Sum(folder, line[66..]) != line[..64])
                yield return $"{line[66..]}: changed since the backup";
        }
        foreach (var name in left.Order(StringComparer.Ordinal))
            yield return $"{name}: not part of the backup";
    }

    private static string Sum(string folder, string name)
    {
        using var file = File.OpenRead(Path.Combine(folder, name));
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static IEnumerable<string> Names(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder, file)).Where(name => name != FileName)
        .Select(name => name.Contains('\n') ? throw new ServerException($"The file {name.ReplaceLineEndings("␤")} has a line break in its name, and cannot be in a backup.") : name)
        .Order(StringComparer.Ordinal);
}
