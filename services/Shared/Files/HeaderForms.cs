using System.Text.RegularExpressions;

namespace CoProduction.Shared.Files;

/// <summary>What a header may be called without what form tools write around it: numbers and codes of questions, groups, kinds of answer, notes in brackets.</summary>
public static partial class HeaderForms
{
    private const int Longest = 1000;

    /// <summary>The header as it is, and then with ever more of that taken away; each once.</summary>
    public static IEnumerable<string> Of(string header)
    {
        header = header.Trim();
        if (header.Length is 0 or > Longest)
            return [header];
        var words = Bare(header);
        return new[] { header, LastOfPath(header), words, Bare(LastOfPath(words)), Bare(LastPart(words)) }.Where(form => form.Length > 0).Distinct();
    }

    /// <summary>The words without tags, codes, kinds of answer and notes in brackets.</summary>
    public static string Bare(string header)
    {
        var before = "";
        for (var words = Blanks().Replace(Tags().Replace(header, " "), " ").Trim(); words != before;)
        {
            before = words;
            words = Code().Replace(Tail().Replace(Brackets().Replace(words, " ").Trim(' ', '*', ':', '-', '–', '_'), ""), "").Trim();
            if (words.Length == 0)
                return before;
        }
        return before;
    }

    // group_b/not_working, group_b:not_working, group_b.not_working, group_b-not_working: no words of people have no space around these.
    private static string LastOfPath(string header) => header.Contains(' ') ? header : header[(header.AsSpan().TrimEnd("/:.-").LastIndexOfAny("/:.-") + 1)..];

    // The name of a part of the form before the question.
    private static string LastPart(string header) => Parts().Split(header)[^1];

    [GeneratedRegex("<[^<>]{0,200}>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\([^()]*\)|\[[^\[\]]*\]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"^(?:(?:q|qu|question|no|nr)[ _.]?\d{1,3}(?:[._]\d{1,3})?[a-z]?|\d{1,3}(?:\.\d{1,3})?[a-z]?)\s*(?:[-–—:._)\]]+|\s)\s*(?=\S)", RegexOptions.IgnoreCase)]
    private static partial Regex Code();

    [GeneratedRegex(@"\s*[-–—:|/_]+\s*(?:open[- ]?text|free[- ]?text|text|open[- ]?ended(?:[- ]response)?|comments?|responses?|verbatim|optional|required|please (?:explain|specify|describe))\s*$|(?<=\S{5,})_\d{1,2}$", RegexOptions.IgnoreCase)]
    private static partial Regex Tail();

    [GeneratedRegex(@"\s+[-–—|>»:]+\s+|:\s+|\s*[|>»]\s*|\s*/\s*(?=[\p{L}\d_]+$)")]
    private static partial Regex Parts();
}
