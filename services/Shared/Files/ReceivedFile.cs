namespace CoProduction.Shared.Files;

/// <summary>
/// A file that somebody sent, taken in whole before anything is done with it: so nobody else waits for their line. It lies in a folder for as long as it is
/// read, for this process alone and without a name, so that nothing of it is left whatever happens.
/// </summary>
public sealed class ReceivedFile : IDisposable
{
    private readonly FileStream _file;

    internal ReceivedFile(FileStream file, byte[] hash) => (_file, Hash) = (file, hash);

    /// <summary>SHA-256 of all its bytes, by which the same file is known again.</summary>
    public byte[] Hash { get; }

    /// <summary>Its bytes from the start, once.</summary>
    public Stream Read() => _file;

    /// <summary>Lets go of it, and with that it is gone.</summary>
    public void Dispose() => _file.Dispose();
}
