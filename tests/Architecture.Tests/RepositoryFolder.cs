using System.Runtime.CompilerServices;

namespace CoProduction.Architecture.Tests;

/// <summary>The repository's folder, found from where this source file was compiled.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find();

    public static string At(string relative) => System.IO.Path.Combine(Path, relative);

    private static string Find([CallerFilePath] string thisFile = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(thisFile)!, "..", ".."));
}
