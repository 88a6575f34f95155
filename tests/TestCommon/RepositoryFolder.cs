using System.Runtime.CompilerServices;

namespace CoProduction.TestCommon;

/// <summary>The repository's folder, found from where this source file was compiled.</summary>
public static class RepositoryFolder
{
    /// <summary>The folder with the solution.</summary>
    public static string Path { get; } = Find();

    /// <summary>The full path of what is in it.</summary>
    public static string At(string relative) => System.IO.Path.Combine(Path, relative);

    private static string Find([CallerFilePath] string thisFile = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(thisFile)!, "..", ".."));
}
