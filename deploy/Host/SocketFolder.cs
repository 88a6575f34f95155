using System.Security.Cryptography;
using System.Text;

namespace CoProduction.Host;

/// <summary>A folder that only this account can enter, for the sockets on which modules of one process call each other.</summary>
internal sealed class SocketFolder : IDisposable
{
    // The longest path that a Unix socket can have on Linux and macOS, with room for the file's name.
    private const int LongestPath = 80;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string _path;

    private SocketFolder(string path) => _path = path;

    /// <summary>The folder <c>sockets</c> in the data folder, or one under the system's temporary folder when that path is too long for sockets.</summary>
    public static SocketFolder Create(string dataDir)
    {
        var path = Path.Combine(dataDir, DataFolder.Sockets);
        if (Encoding.UTF8.GetByteCount(path) > LongestPath)
            path = Path.Combine(Path.GetTempPath(), "coproduction-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)), 0, 8));
        Directory.CreateDirectory(path, OwnerOnly);
        File.SetUnixFileMode(path, OwnerOnly); // fails when the folder is somebody else's
        return new(path);
    }

    public string AddressOf(string module) => $"unix:{Path.Combine(_path, module + ".sock")}";

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
