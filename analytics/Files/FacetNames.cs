using System.Collections.Frozen;
using CoProduction.Analytics.Theming;

namespace CoProduction.Analytics.Files;

/// <summary>Tells which of the three questions a facet's name means.</summary>
internal static class FacetNames
{
    private static readonly FrozenDictionary<string, Facet> s_facets = new Dictionary<Facet, string[]>
    {
        [Facet.Working] = ["working", "working well", "what is working", "what is working well", "whats working", "whats working well", "what works", "what works well"],
        [Facet.NotWorking] =
        [
            "notworking", "not working", "not working well", "what is not working", "what is not working well", "whats not working",
            "whats not working well", "what isnt working", "what isnt working well", "what doesnt work", "what does not work",
        ],
        [Facet.Future] =
        [
            "future", "the future", "for the future", "in the future", "wish", "wishes", "future wishes", "wishes for the future", "wishes for future",
            "hopes", "hopes for the future", "important for the future", "important in the future", "whats important for the future", "what is important for the future",
        ],
    }.SelectMany(pair => pair.Value, (pair, name) => (name, pair.Key)).ToFrozenDictionary(pair => pair.name, pair => pair.Key);

    public static Facet Meaning(string name)
    {
        string plain = string.Concat(name.ToLowerInvariant().Where(c => c is not ('\'' or '\u2019' or '?' or '.' or ':'))).Replace('_', ' ').Replace('-', ' ');
        string spaced = string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return s_facets.GetValueOrDefault(spaced, Facet.General);
    }
}
