namespace CoProduction.Host.Processes;

/// <summary>Keeps a second host off the same data folder; the system lets go of it when the process ends, however it ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    public static DataFolderLock Take(string dataDir)
    {
        Directory.CreateDirectory(dataDir);
        try
        {
            return new(new FileStream(Path.Combine(dataDir, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new ServerException($"{dataDir} is in use by another start of this program. Stop that one, or choose another DATA_DIR.");
        }
    }

    public void Dispose() => _file.Dispose();
}
