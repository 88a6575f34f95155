namespace CoProduction.Host.Processes;

/// <summary>Keeps a second host off the same data folder; the system lets go of it when the process ends, however it ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    // EWOULDBLOCK
    private const int HeldOnLinux = 11;
    private const int HeldOnMac = 35;
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    public static DataFolderLock Take(string dataDir)
    {
        try
        {
            Directory.CreateDirectory(dataDir);
            return new(new FileStream(Path.Combine(dataDir, DataFolder.Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.HResult is HeldOnLinux or HeldOnMac)
        {
            throw new ServerException($"{dataDir} is in use by another start of this program. Stop that one, or choose another DATA_DIR.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ServerException($"The data folder {dataDir} cannot be written to: {e.Message} Let this account write there, or choose another DATA_DIR.");
        }
    }

    /// <summary>Whether another process has it.</summary>
    public static bool IsTaken(string dataDir)
    {
        try
        {
            Take(dataDir).Dispose();
            return false;
        }
        catch (ServerException)
        {
            return true;
        }
    }

    public void Dispose() => _file.Dispose();
}
