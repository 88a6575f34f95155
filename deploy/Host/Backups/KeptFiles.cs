using CoProduction.Host.Processes;

namespace CoProduction.Host.Backups;

/// <summary>What a data folder keeps beside the database: keys, letters, and whatever else lies there.</summary>
internal static class KeptFiles
{
    private const int Rounds = 20;
    private const int Deepest = 32;

    /// <summary>
    /// Copies all files as they are at one moment: until a look finds everything as it was copied. A key that others depend on may be made meanwhile.
    /// Links are followed. The copy is for this account alone, and on the disk.
    /// </summary>
    public static void Copy(string dataDir, string to, CancellationToken cancel)
    {
        Disk.MakePrivateFolder(to);
        var copied = new Dictionary<string, FileState>();
        for (var round = 1; ; round++)
        {
            var there = Look(dataDir);
            foreach (var gone in copied.Keys.Where(name => !there.ContainsKey(name)).ToList())
            {
                File.Delete(Path.Combine(to, gone));
                copied.Remove(gone);
            }
            var changed = there.Where(file => !copied.TryGetValue(file.Key, out var state) || state != file.Value).ToList();
            if (changed.Count == 0)
                break;
            if (round > Rounds)
                throw new ServerException($"{Path.Combine(dataDir, changed[0].Key)} changes all the time, so that no copy of it is whole. Keep it outside {dataDir}.");
            foreach (var (name, state) in changed)
            {
                cancel.ThrowIfCancellationRequested();
                Disk.MakePrivateFolder(Path.GetDirectoryName(Path.Combine(to, name))!);
                if (TryCopy(Path.Combine(dataDir, name), Path.Combine(to, name)))
                    copied[name] = state;
            }
        }
        Disk.FlushFolders(to);
    }

    private static bool TryCopy(string from, string to)
    {
        try
        {
            Disk.CopyFile(from, to);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false; // it has just gone; the next look knows
        }
    }

    private static Dictionary<string, FileState> Look(string dataDir)
    {
        var found = new Dictionary<string, FileState>();
        foreach (var entry in new DirectoryInfo(dataDir).EnumerateFileSystemInfos().Where(entry => DataFolder.IsKept(entry.Name)))
            Add(entry, entry.Name, 1);
        return found;

        void Add(FileSystemInfo entry, string name, int depth)
        {
            if (depth > Deepest)
                throw new ServerException($"{Path.Combine(dataDir, name)} lies too deep for a backup, or is a link in a circle. Take it away.");
            var real = entry.LinkTarget is null ? entry : entry.ResolveLinkTarget(returnFinalTarget: true)!;
            if (real is DirectoryInfo { Exists: true } folder)
            {
                foreach (var below in folder.EnumerateFileSystemInfos())
                    Add(below, Path.Combine(name, below.Name), depth + 1);
            }
            else if (real is FileInfo { Exists: true } file)
                found[name] = new(file.Length, file.LastWriteTimeUtc);
            else if (entry.LinkTarget is not null)
                throw new ServerException($"{entry.FullName} is a link that leads nowhere. Take it away, or put back what it leads to.");
        }
    }

    private sealed record FileState(long Length, DateTime Written);
}
