using System.Runtime.InteropServices;

namespace CoProduction.Host.Processes;

/// <summary>Writing that a power cut leaves whole or undone: content reaches the disk before its name does.</summary>
internal static partial class Disk
{
    private const int NoPermission = 13; // EACCES

    /// <summary>Writes a new file that this account alone can read; throws when there is something of its name.</summary>
    public static void WriteNew(string path, ReadOnlySpan<byte> content)
    {
        var draft = $"{path}.new-{Guid.NewGuid():N}";
        using (var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes a folder, and those above it that are missing, for this account alone.</summary>
    public static void MakePrivateFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        MakePrivateFolder(Path.GetDirectoryName(path)!);
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Where a whole path leads to when every link on it is followed; what is not there yet stays as it is named.</summary>
    public static string RealPath(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;
        var here = new DirectoryInfo(Path.Combine(RealPath(parent), Path.GetFileName(path)));
        return here.LinkTarget is null ? here.FullName : RealPath(here.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
    }

    /// <summary>Copies a file, in place of one of its name if there is one; the copy is for this account alone.</summary>
    public static void CopyFile(string from, string to)
    {
        using var source = new FileStream(from, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
        using var copy = new FileStream(to, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        source.CopyTo(copy, 1 << 17);
        copy.Flush(flushToDisk: true);
    }

    /// <summary>Brings the names in a folder and in all folders below it to the disk.</summary>
    public static void FlushFolders(string path)
    {
        foreach (var folder in Directory.EnumerateDirectories(path, "*", SearchOption.AllDirectories).Append(path))
            FlushFolder(folder);
    }

    /// <summary>Gives a folder whose content is on the disk its name; throws when there is something of that name.</summary>
    public static void MoveFolder(string from, string to)
    {
        Directory.Move(from, to);
        FlushFolder(Path.GetDirectoryName(to)!);
    }

    /// <summary>Brings the names in a folder to the disk.</summary>
    public static void FlushFolder(string path)
    {
        var folder = open(path, 0);
        if (folder < 0 && Marshal.GetLastPInvokeError() == NoPermission)
            return; // somebody else's, such as the one that the data folder lies in: nothing of ours was made in it
        var failed = folder < 0 || fsync(folder) != 0;
        var why = Marshal.GetLastPInvokeErrorMessage();
        if (folder >= 0)
            _ = close(folder);
        if (failed)
            throw new IOException($"{path} cannot be brought to the disk: {why}.");
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int file);
}
