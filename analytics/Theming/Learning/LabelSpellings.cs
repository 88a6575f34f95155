using System.Collections.Frozen;
using System.Text;

namespace CoProduction.Analytics.Theming.Learning;

/// <summary>The labels of examples, of which those that differ only by capitals or spaces are one, and those that stand for no label are none.</summary>
internal sealed class LabelSpellings
{
    // What spreadsheets, databases and people write for none.
    private static readonly FrozenSet<string> s_none = FrozenSet.Create("na", "none", "null", "nil", "nan", "undefined", "blank", "empty", "notapplicable", "notprovided", "nolabel", "notheme", "unlabelled", "uncoded");

    private readonly Dictionary<string, Label?> _labels = [];
    private readonly Dictionary<string, Label> _byKey = [];

    /// <summary>How many labels there are.</summary>
    public int Count => _byKey.Count;

    /// <summary>Counts the spelling, and gives what all spellings of the label have in common; null for none.</summary>
    public string? Saw(string spelling)
    {
        if (!_labels.TryGetValue(spelling, out Label? label)) _labels[spelling] = label = Find(spelling);
        if (label is null) return null;
        string written = OneSpaced(spelling);
        label.Times[written] = label.Times.GetValueOrDefault(written) + 1;
        return label.Key;
    }

    /// <summary>The label as it was written most often, of equal ones the first.</summary>
    public string Written(string key) => _byKey[key].Times.MaxBy(spelling => spelling.Value).Key;

    private Label? Find(string spelling)
    {
        string key = OneSpaced(spelling).ToUpperInvariant();
        if (IsNone(key)) return null;
        if (!_byKey.TryGetValue(key, out Label? label)) _byKey[key] = label = new Label(key, []);
        return label;
    }

    private static bool IsNone(string key) =>
        string.Concat(key.Where(char.IsLetterOrDigit)) is var letters && (letters.Length == 0 || s_none.Contains(letters.ToLowerInvariant()));

    private static string OneSpaced(string text) => string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed record Label(string Key, Dictionary<string, int> Times);
}
