using System.Text.RegularExpressions;
using CoProduction.Host.Backups;
using CoProduction.Host.Distributed;

namespace CoProduction.Host;

/// <summary>Settings that nothing reads although they stand among ours: most likely a name that was mistyped.</summary>
internal static partial class UnreadSettings
{
    /// <summary>A line for each, with the names that there are.</summary>
    public static IEnumerable<string> Find(IConfiguration configuration)
    {
        var known = ProcessSettings.All().Select(setting => setting.Name).Where(name => name.Contains(':')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
            from section in known.GroupBy(name => name.Split(':')[0])
            from setting in configuration.GetSection(section.Key).AsEnumerable()
            where setting.Value is { Length: > 0 } && !known.Contains(Number().Replace(setting.Key, ":0:"))
            select $"Nothing reads the setting {setting.Key} (environment variable {setting.Key.Replace(":", "__")}). In {section.Key} there are: {string.Join(", ", section.Select(name => name.Split(':', 2)[1]).Order())}.";
    }

    /// <summary>Those that something reads, but no process that runs one module.</summary>
    public static IEnumerable<string> FindNotForOneModule(IConfiguration configuration) =>
        from setting in BackupSettings.All
        where configuration[setting.Name] is { Length: > 0 }
        select $"Nothing reads the setting {setting.Name} (environment variable {setting.Variable}) in a process that runs one module: it makes no backups. Use those of your PostgreSQL.";

    /// <summary>Says them in the log.</summary>
    public static void Log(IEnumerable<string> lines, ILoggerFactory logs)
    {
        var log = logs.CreateLogger(typeof(UnreadSettings).FullName!);
        foreach (var line in lines)
            Unread(log, line);
    }

    // Rows of a list have numbers.
    [GeneratedRegex(@":\d+:")]
    private static partial Regex Number();

    [LoggerMessage(LogLevel.Warning, "{Line}")]
    private static partial void Unread(ILogger log, string line);
}
