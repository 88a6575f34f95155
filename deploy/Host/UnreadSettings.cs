using System.Text.RegularExpressions;
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
            where setting.Value is not null && !known.Contains(Number().Replace(setting.Key, ":0:"))
            select $"Nothing reads the setting {setting.Key} (environment variable {setting.Key.Replace(":", "__")}). In {section.Key} there are: {string.Join(", ", section.Select(name => name.Split(':', 2)[1]).Order())}.";
    }

    /// <summary>Says so in the log.</summary>
    public static void Log(IConfiguration configuration, ILoggerFactory logs)
    {
        var log = logs.CreateLogger(typeof(UnreadSettings).FullName!);
        foreach (var line in Find(configuration))
            Unread(log, line);
    }

    // Rows of a list have numbers.
    [GeneratedRegex(@":\d+:")]
    private static partial Regex Number();

    [LoggerMessage(LogLevel.Warning, "{Line}")]
    private static partial void Unread(ILogger log, string line);
}
