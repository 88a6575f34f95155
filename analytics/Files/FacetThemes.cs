using CoProduction.Analytics.Theming;

namespace CoProduction.Analytics.Files;

/// <summary>The themes of one facet, what assigns statements to them, and how many have been. First: how many themes the facets before it have.</summary>
internal sealed class FacetThemes(string name, int first, FittedTheming fitted, IReadOnlyList<string> sample)
{
    public int Count => fitted.Themes.Count;

    public ThemeAssigner Assigner => fitted.Assigner;

    /// <summary>Statements assigned so far, by theme.</summary>
    public int[] Sizes { get; } = new int[fitted.Themes.Count];

    /// <summary>What the theme is called in both files; "" for none.</summary>
    public string IdOf(int theme) => theme < 0 ? "" : $"T{first + theme + 1}";

    public void Write(ThemeFileOutput output)
    {
        foreach (ProposedTheme theme in fitted.Themes)
            output.WriteTheme(IdOf(theme.Number), name, theme.WithSize(Sizes[theme.Number]), theme.Quotes.Select(quote => sample[quote]));
    }
}
