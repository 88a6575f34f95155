using System.Text.Json;
using CoProduction.Host.Processes;

namespace CoProduction.Host.Backups;

/// <summary>What lies where in a backup: PostgreSQL's base backup, the secret of its passwords, a copy of every other kept file, what it is, and the sums of all of it.</summary>
internal sealed class BackupFolder(string path)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string Path => path;

    /// <summary>The base backup, as pg_basebackup writes it.</summary>
    public string Database => At("database");

    public string Secret => At("secret");

    /// <summary>The rest of the data folder.</summary>
    public string Files => At("files");

    private string InfoFile => At("backup.json");

    public void Write(BackupInfo info) => Disk.WriteNew(InfoFile, JsonSerializer.SerializeToUtf8Bytes(info, _json));

    /// <summary>Reads what it is; null when the folder holds no backup that was finished.</summary>
    public BackupInfo? Find()
    {
        try
        {
            return File.Exists(At(Checksums.FileName)) ? JsonSerializer.Deserialize<BackupInfo>(File.ReadAllBytes(InfoFile), _json) : null;
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The same for a folder that somebody says is a backup.</summary>
    public BackupInfo Read() => Find() ?? throw new ServerException(Directory.Exists(path)
        ? $"{path} is no backup, or not whole: backup.json or {Checksums.FileName} is missing or cannot be read."
        : $"There is no folder {path}.");

    private string At(string name) => System.IO.Path.Combine(path, name);
}

/// <summary>When a backup was begun, of which installation (earlier versions wrote PostgreSQL's number of the cluster, which others may share), and the major version of PostgreSQL that can read it.</summary>
internal sealed record BackupInfo(DateTimeOffset Begun, string Installation, int Postgres);
