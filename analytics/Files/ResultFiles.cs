using System.Text;

namespace CoProduction.Analytics.Files;

/// <summary>Writes result files beside their final names and puts all in place at the end; what is not committed is deleted.</summary>
internal sealed class ResultFiles : IDisposable
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _folder;
    private readonly string[] _madeFolders = [];
    private readonly string[] _names;
    private readonly string[] _temporary = [];
    private readonly StreamWriter[] _writers = [];
    private bool _committed;

    /// <summary>Makes the folder when it is missing and begins each file with its line of column names.</summary>
    public ResultFiles(string folder, params (string Name, string Columns)[] files)
    {
        _folder = folder;
        _names = [.. files.Select(file => file.Name)];
        try
        {
            _madeFolders = [.. Missing(folder)];
            Directory.CreateDirectory(folder);
            if (_names.Select(Path).FirstOrDefault(Directory.Exists) is { } taken) throw new IOException($"{taken} is a folder.");
            string mark = Guid.CreateVersion7().ToString("N");
            _temporary = [.. _names.Select(name => Path($"{name}.{mark}.tmp"))];
            foreach (string path in _temporary) _writers = [.. _writers, new StreamWriter(path, append: false, s_utf8) { NewLine = "\n" }];
            for (int i = 0; i < files.Length; i++) _writers[i].WriteLine(files[i].Columns);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            Dispose();
            throw Refused();
        }
    }

    /// <summary>Adds lines, each with its end, to the file of this number.</summary>
    public void Write(int file, StringBuilder lines)
    {
        try
        {
            _writers[file].Write(lines);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Refused();
        }
    }

    /// <summary>Puts all files in place, over older ones.</summary>
    public void Commit()
    {
        try
        {
            foreach (StreamWriter writer in _writers) writer.Dispose();
            for (int i = 0; i < _names.Length; i++) File.Move(_temporary[i], Path(_names[i]), overwrite: true);
            _committed = true;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Refused();
        }
    }

    public void Dispose()
    {
        if (_committed) return;
        foreach (StreamWriter writer in _writers) TryTo(writer.Dispose);
        foreach (string path in _temporary) TryTo(() => File.Delete(path));
        foreach (string made in _madeFolders) TryTo(() => Directory.Delete(made, recursive: false));
    }

    // The folder and those around it that are not there yet, innermost first.
    private static IEnumerable<string> Missing(string folder)
    {
        for (string? at = System.IO.Path.GetFullPath(folder); at is not null && !Directory.Exists(at); at = System.IO.Path.GetDirectoryName(at)) yield return at;
    }

    private static void TryTo(Action cleanUp)
    {
        try
        {
            cleanUp();
        }
        catch (Exception e) when (IsRefusal(e))
        {
            // What stopped the writing is already on its way to the person; a second message would hide it.
        }
    }

    private string Path(string name) => System.IO.Path.Combine(_folder, name);

    private ThemeFileException Refused() => new($"The results cannot be written into {_folder}. Is it a folder with room, and may you write there?");

    private static bool IsRefusal(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
