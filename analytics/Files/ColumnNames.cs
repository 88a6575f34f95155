namespace CoProduction.Analytics.Files;

/// <summary>Finds columns by name: exactly, else without regard to case and spaces around.</summary>
internal static class ColumnNames
{
    public static int Find(string path, string[] names, string wanted)
    {
        int at = TryFind(names, wanted);
        return at >= 0 ? at : throw new ThemeFileException(
            $"{path}: There is no column '{OneLine(wanted)}'. The columns are: {string.Join(", ", names.Select(OneLine))}.");
    }

    public static int TryFind(string[] names, string wanted)
    {
        int exact = Array.IndexOf(names, wanted);
        return exact >= 0 ? exact : Array.FindIndex(names, name => name.Trim().Equals(wanted.Trim(), StringComparison.OrdinalIgnoreCase));
    }

    private static string OneLine(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
