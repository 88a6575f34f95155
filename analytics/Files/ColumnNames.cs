using CoProduction.Shared.Files;

namespace CoProduction.Analytics.Files;

/// <summary>Finds columns by name: exactly, else without regard to case and spaces around, else without what form tools write around a name.</summary>
internal static class ColumnNames
{
    public static int Find(string path, IReadOnlyList<string> names, string wanted)
    {
        int at = TryFind(names, wanted);
        return at >= 0 ? at : throw new ThemeFileException(
            $"{path}: There is no column '{OneLine(wanted)}'. The columns are: {string.Join(", ", names.Select(OneLine))}.");
    }

    public static int TryFind(IReadOnlyList<string> names, string wanted)
    {
        int exact = Find(names, name => name == wanted);
        if (exact < 0) exact = Find(names, name => IsSame(name, wanted));
        return exact >= 0 ? exact : Find(names, name => HeaderForms.Of(name).Any(form => IsSame(form, wanted)));
    }

    private static int Find(IReadOnlyList<string> names, Func<string, bool> isIt)
    {
        for (int i = 0; i < names.Count; i++)
            if (isIt(names[i])) return i;
        return -1;
    }

    private static bool IsSame(string name, string wanted) => name.Trim().Equals(wanted.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string OneLine(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
