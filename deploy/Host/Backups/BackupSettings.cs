using CoProduction.Shared.Settings;

namespace CoProduction.Host.Backups;

/// <summary>Where an installation with a PostgreSQL of ours puts the backups that it makes by itself, how often it makes one, and how many are kept.</summary>
internal sealed record BackupSettings(string Folder, TimeSpan Every, int Keep)
{
    private static readonly Setting<string> _folder = Setting.Folder("Backup:Folder", "where backups go, best on another disk");
    private static readonly Setting<int> _everyHours = Setting.Number("Backup:EveryHours", "how many hours lie between two backups", 24, 1, 1000);
    private static readonly Setting<int> _keep = Setting.Number("Backup:Keep", "how many backups are kept", 7, 1, 1000);

    public static IReadOnlyList<Setting> All { get; } = [_folder, _everyHours, _keep];

    /// <summary>Null when no folder is named; throws in one line for a setting that is wrong.</summary>
    public static BackupSettings? From(IConfiguration configuration, string dataDir, string forWhat)
    {
        Setting.Check(All, configuration, forWhat);
        if (_folder.Read(configuration) is not { Length: > 0 } named)
            return null;
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(named));
        Backup.CheckPlace(folder, dataDir);
        return new(folder, TimeSpan.FromHours(_everyHours.Read(configuration)), _keep.Read(configuration));
    }
}
