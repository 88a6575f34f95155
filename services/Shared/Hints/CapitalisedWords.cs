using System.Collections.Frozen;

namespace CoProduction.Shared.Hints;

/// <summary>Words that are often written with a capital and are nobody's name.</summary>
internal static class CapitalisedWords
{
    private static readonly FrozenSet<string> _everyday = new[]
    {
        "I", "I'm", "I’m", "I've", "I’ve", "I'd", "I’d", "I'll", "I’ll", "A", "An", "The", "And", "But", "Or", "So", "If", "It", "It's", "It’s", "He", "She", "They", "We", "You",
        "My", "Our", "His", "Her", "Their", "This", "That", "These", "Those", "There", "Then", "When", "Where", "What", "Who", "Why", "How", "No", "Not", "Yes", "Please", "Thank",
        "Thanks", "Very", "Always", "Never", "Also", "At", "In", "On", "For", "From", "To", "With", "Was", "Is", "Are", "Had", "Has", "Have", "Would", "Could", "Can", "Did", "Do",
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December", "Christmas", "Easter", "Covid", "NHS", "GP", "OT", "PA", "CPN", "DWP", "PIP", "ESA", "CQC", "MP", "TV", "UK", "British", "English", "Welsh",
        "Scottish", "Irish", "Council", "Hospital", "Centre", "House", "Road", "Street", "Services", "Service", "Team", "Social", "Care", "Home", "Day", "Club", "Zoom", "Facebook", "Internet",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the first word is one of them, or an abbreviation all in capitals.</summary>
    public static bool AreEveryday(string words)
    {
        var space = words.IndexOf(' ');
        var first = space < 0 ? words : words[..space];
        return _everyday.Contains(first) || (first.Length <= 5 && first.All(char.IsUpper));
    }
}
