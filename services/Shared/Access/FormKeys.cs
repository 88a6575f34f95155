using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace CoProduction.Shared.Access;

/// <summary>The keys of Data Protection, in a folder: forms and the gateway's signing keys are encrypted with them.</summary>
internal sealed partial class FormKeys(string folder, IDataProtectionProvider protection, ILogger<FormKeys> log)
{
    private readonly IDataProtector _protector = protection.CreateProtector("CoProduction.Try");
    private readonly HashSet<string> _seen = [];
    private readonly Lock _oneAtATime = new();

    /// <summary>What is wrong with which file and what to do, in one line; null when all is well.</summary>
    public string? FindFault()
    {
        lock (_oneAtATime)
        {
            try
            {
                Directory.CreateDirectory(folder);
                return Files().Select(FindFault).FirstOrDefault(fault => fault is not null) ?? FindMissing() ?? Try();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return $"The folder {folder} for the keys of forms cannot be used: {e.Message.ReplaceLineEndings(" ")} Make it a folder that this account can read and write, or put it back from a backup.";
            }
        }
    }

    /// <summary>Says what is in the folder and is no key.</summary>
    public void SayStrays()
    {
        var strays = Directory.EnumerateFileSystemEntries(folder).Where(file => Path.GetExtension(file) != ".xml").Select(Path.GetFileName).Order().ToList();
        if (strays.Count > 0)
            Strays(folder, string.Join(", ", strays));
    }

    // The same that Data Protection reads.
    private IEnumerable<string> Files() => Directory.EnumerateFileSystemEntries(folder, "*.xml").Order();

    private string? FindFault(string file)
    {
        try
        {
            using (var stream = File.OpenRead(file))
                XElement.Load(stream);
            _seen.Add(file);
            return null;
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return $"The key file {file} is damaged or cannot be read: {e.Message.ReplaceLineEndings(" ")} Put it back from a backup, or move it away: then forms that are open have to be filled in again.";
        }
    }

    // It is in memory still, and would be missed after the next start.
    private string? FindMissing() => _seen.FirstOrDefault(file => !File.Exists(file)) is { } gone
        ? $"The key file {gone} is gone. Put it back from a backup, or start the gateway again: then forms that are open have to be filled in again."
        : null;

    private string? Try()
    {
        try
        {
            _protector.Unprotect(_protector.Protect([]));
            return Files().Any() ? null : $"In {folder} no key can be kept.";
        }
        catch (Exception e) when (e is CryptographicException or InvalidOperationException or FormatException)
        {
            return $"The keys in {folder} cannot be used: {e.Message.ReplaceLineEndings(" ")} Put them back from a backup, or move them away: then forms that are open have to be filled in again.";
        }
    }

    [LoggerMessage(LogLevel.Warning, "In {Folder} these are no keys, and are left alone: {Names}.")]
    private partial void Strays(string folder, string names);
}
