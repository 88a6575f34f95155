namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>Puts a name together as its person is called, first name first, whatever columns and order it was written in.</summary>
internal sealed class WrittenName
{
    private static readonly HashSet<string> _titles = new(
        "mr mrs ms miss mx dr doctor prof professor rev revd reverend sir dame cllr councillor".Split(' '), StringComparer.OrdinalIgnoreCase);

    // They stand behind a name, or before one of its parts, and make no part of their own.
    private static readonly HashSet<string> _suffixes = new("jr jnr junior sr snr senior ii iii iv esq mbe obe cbe phd md ma ba bsc rn".Split(' '), StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> _particles = new("van von de der den da di del della la le el al bin bint ibn st mac mc ap ab ter ten dos das du".Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>From the cells of a row; those that it does not have are empty.</summary>
    public WrittenName(string full, string first, string middle, string last, string preferred)
    {
        var name = full.Length > 0 ? Whole(full) : "";
        if (last.Length > 0 && first.Length == 0 && !Contains(name, last))
            (name, first) = ("", name);
        if (name.Length == 0)
            name = Joined(WithoutTitle(Whole(first)), middle, last);
        if (preferred.Length > 0)
            name = Preferred(Whole(preferred), name, last);
        Text = WithoutTitle(name);
    }

    public string Text { get; }

    /// <summary>A title such as Ms stood before the name.</summary>
    public bool HadTitle { get; private set; }

    /// <summary>A first name gave way to the one that they prefer.</summary>
    public bool IsPreferred { get; private set; }

    // “Surname, First”, unless two whole names stand there or what follows is no name.
    private string Whole(string words)
    {
        var parts = words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(part => !IsTitle(part)).ToList();
        // “Pellow, Dr”: there is no other name to call them by.
        if (parts is [var surname] && !surname.Contains(' '))
            return words;
        if (parts.Count != words.Count(c => c == ',') + 1)
            HadTitle = true;
        if (parts.Count != 2 || _suffixes.Contains(Plain(parts[1].Split(' ')[0])))
            return parts.Count <= 1 ? string.Concat(parts) : words;
        var isSurname = !parts[0].Contains(' ') || !parts[1].Contains(' ') || _particles.Contains(parts[0].Split(' ')[0]);
        return isSurname ? Joined(WithoutTitle(parts[1]), parts[0]) : words;
    }

    private string Preferred(string preferred, string name, string last)
    {
        if (Contains(name, preferred))
        {
            // One of several first names, or a middle name: the rest of the name stays as it is.
            return name;
        }
        IsPreferred = true;
        var surname = last.Length > 0 ? last : name.Contains(' ') ? name[(name.LastIndexOf(' ') + 1)..] : "";
        return preferred.Contains(' ') || surname.Length == 0 || Contains(preferred, surname) ? preferred : Joined(preferred, surname);
    }

    // Whoever is written as “Mrs Pellow” may want to be called so, and “Mr and Mrs Pellow” are two.
    private string WithoutTitle(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var rest = words.SkipWhile(IsTitle).Where(word => word is not ['(', .., ')'] || !IsTitle(word[1..^1])).ToList();
        if (rest.Count == words.Length || rest.Count < 2 || rest.Exists(word => word is "&" or "and"))
            return name;
        HadTitle = true;
        return string.Join(' ', rest);
    }

    private static bool IsTitle(string word) => _titles.Contains(Plain(word));

    private static bool Contains(string name, string words) => $" {name} ".Contains($" {words} ", StringComparison.CurrentCultureIgnoreCase);

    private static string Plain(string word) => word.Replace(".", "");

    private static string Joined(params string[] parts) => string.Join(' ', parts.Where(part => part.Length > 0));
}
