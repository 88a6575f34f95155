namespace CoProduction.Host.Processes;

/// <summary>Keeps a second host off the same data folder; the system lets go of it when the process ends, however it ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    // EWOULDBLOCK
    private const int HeldOnLinux = 11;
    private const int HeldOnMac = 35;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _glance = TimeSpan.FromMilliseconds(20);
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Takes it; tries for a second, because whoever only looks whether it is taken has it for a moment.</summary>
    public static async Task<DataFolderLock> TakeAsync(string dataDir, CancellationToken cancel)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (TryOpen(dataDir) is { } file)
                return new(file);
            if (TimeProvider.System.GetElapsedTime(start) > _patience)
                throw new ServerException($"{dataDir} is in use by another start of this program. Stop that one, or choose another DATA_DIR.");
            await Task.Delay(_glance, cancel);
        }
    }

    /// <summary>Whether another process has it; <see cref="ServerException"/> when nobody can say, because this account cannot write there.</summary>
    public static bool IsTaken(string dataDir)
    {
        using var file = TryOpen(dataDir);
        return file is null;
    }

    // Null when somebody else has it.
    private static FileStream? TryOpen(string dataDir)
    {
        try
        {
            Directory.CreateDirectory(dataDir);
            return new(Path.Combine(dataDir, DataFolder.Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is HeldOnLinux or HeldOnMac)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ServerException($"The data folder {dataDir} cannot be written to: {e.Message} Let this account write there, or choose another DATA_DIR.");
        }
    }

    public void Dispose() => _file.Dispose();
}
