namespace CoProduction.Analytics.Files;

/// <summary>The rows (0-based) that share a facet's name, as written in the file.</summary>
internal sealed record FacetGroup(string Name, int[] Rows)
{
    public string[] Texts(IReadOnlyList<string> all) => [.. Rows.Select(row => all[row])];
}
