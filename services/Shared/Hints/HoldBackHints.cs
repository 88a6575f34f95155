using System.Buffers;
using System.Text.RegularExpressions;
using CoProduction.Review.V1;

namespace CoProduction.Shared.Hints;

/// <summary>Finds what a person should look at before others read a text, as a person reads it. Hints only: they miss some and stop some that are fine.</summary>
public static partial class HoldBackHints
{
    private const int MostWordsKept = 4096;

    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789");
    private static readonly PersonNames _names;
    private static readonly HarmSigns _harm;

    [ThreadStatic]
    private static Scratch? _scratch;

    static HoldBackHints()
    {
        Lexicon = new();
        Lexicon.Add("oh o zero nought nil one two three four five six seven eight nine double triple treble", WordKinds.Digit);
        _names = new(Lexicon);
        _harm = new(Lexicon);
    }

    /// <summary>Every word that a rule knows.</summary>
    internal static Lexicon Lexicon { get; }

    /// <summary>The hints in a text in order of their place; none for most.</summary>
    public static IReadOnlyList<Hint> Find(string text)
    {
        var tidied = TidiedText.Of(text);
        var hints = FindIn(tidied);
        if (!tidied.HidesSigns)
            return hints;
        List<Hint> both = [.. hints, .. FindIn(TidiedText.Of(text, hiddenAreSpaces: true))];
        return Outermost(both);
    }

    private static IReadOnlyList<Hint> FindIn(TidiedText tidied)
    {
        var scratch = _scratch ?? new();
        _scratch = null; // what is found on the way may ask again
        try
        {
            scratch.Clear();
            Find(tidied.Text, scratch);
            return scratch.Found.Count == 0 ? [] : Outermost([.. scratch.Found.Select(found => At(tidied, found))]);
        }
        finally
        {
            if (scratch.Words.Capacity <= MostWordsKept)
                _scratch = scratch;
        }
    }

    private static void Find(string text, Scratch scratch)
    {
        var found = scratch.Found;
        var words = scratch.Words.Read(text);
        _names.Find(text, words, scratch.Places);
        foreach (var (start, end) in scratch.Places)
        {
            found.Add((HeldKind.Name, start, end));
            scratch.NameEnds.Add(end);
        }
        var hasDigits = text.AsSpan().ContainsAny(_digits);
        if (hasDigits)
            AddNumbered(text, found);
        if (hasDigits || text.Contains("birth", StringComparison.OrdinalIgnoreCase) || text.Contains("dob", StringComparison.OrdinalIgnoreCase))
            BirthDates.Find(text, scratch.NameEnds, found);
        Numbers.FindSpoken(words, found);
        if (text.Contains('@') || text.Contains("at)", StringComparison.OrdinalIgnoreCase) || text.Contains("at]", StringComparison.OrdinalIgnoreCase) || text.Contains(" dot ", StringComparison.OrdinalIgnoreCase))
        {
            Add(text, HeldKind.Email, Email(), found);
            Add(text, HeldKind.Other, Handle(), found);
        }
        if (text.Contains(".com/", StringComparison.OrdinalIgnoreCase))
            Add(text, HeldKind.Other, Profile(), found);
        scratch.Places.Clear();
        _harm.Find(text, words, scratch.Places);
        foreach (var (start, end) in scratch.Places)
            found.Add((HeldKind.Harm, start, end));
    }

    private static void AddNumbered(string text, List<(HeldKind, int, int)> found)
    {
        Numbers.Find(text, found);
        Add(text, HeldKind.NhsNumber, NamedNhsNumber(), found);
        Add(text, HeldKind.NationalInsurance, NationalInsurance(), found);
        Add(text, HeldKind.Postcode, Postcode(), found);
        Add(text, HeldKind.Address, Address(), found);
        Add(text, HeldKind.Other, OtherNumber(), found);
        Add(text, HeldKind.Other, NumberPlate(), found);
    }

    private static Hint At(TidiedText tidied, (HeldKind Kind, int Start, int End) found)
    {
        var start = tidied.StartOf(found.Start);
        return new(found.Kind, start, tidied.EndOf(found.End) - start);
    }

    // A name may be found by its title, by whose it is and by itself: one reason is enough.
    private static List<Hint> Outermost(List<Hint> hints)
    {
        var (outermost, ends) = (new List<Hint>(), new Dictionary<HeldKind, int>());
        foreach (var hint in hints.OrderBy(hint => hint.Start).ThenByDescending(hint => hint.Length))
        {
            if (hint.End <= ends.GetValueOrDefault(hint.Kind))
                continue;
            ends[hint.Kind] = hint.End;
            outermost.Add(hint);
        }
        return outermost;
    }

    private static void Add(string text, HeldKind kind, Regex pattern, List<(HeldKind, int, int)> found)
    {
        foreach (var match in pattern.EnumerateMatches(text))
            found.Add((kind, match.Index, match.Index + match.Length));
    }

    [GeneratedRegex(@"(?<!\b(?:part|model|serial|order|item|product|ref|reference|code)\s(?:no\.?\s|number\s|is\s)?)\b[A-Z]{2}[\s\-./_,·•:\u2010-\u2015]{0,3}\d{2}[\s\-./_,·•:\u2010-\u2015]{0,3}\d{2}[\s\-./_,·•:\u2010-\u2015]{0,3}\d{2}[\s\-./_,·•:\u2010-\u2015]{0,3}[A-D]\b", RegexOptions.IgnoreCase)]
    private static partial Regex NationalInsurance();

    [GeneratedRegex(@"\b[A-Z]{1,2}\d[A-Z\d]?[\s\-.\u2010-\u2015]{0,2}\d[ABD-HJLNP-UW-Z]{2}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Postcode();

    [GeneratedRegex(@"(?<![\w.+\-'])[\w.+\-']+(?:\s?@\s?|\s?[\(\[]\s?at\s?[\)\]]\s?|\sat\s(?=[\w\-]+\s?(?:[\(\[]\s?)?dot\s)|\sAT\s(?=[\w\-]+\.))[\w\-]+(?:(?:\.|\s?[\(\[]?\s?dot\s?[\)\]]?\s?)[\w\-]+)+", RegexOptions.IgnoreCase)]
    private static partial Regex Email();

    [GeneratedRegex(@"\b(?:(?:flat|apartment|apt)\s\d{1,3}[a-z]?,?\s(?:[\p{L}'.]{1,20},?\s){1,3}(?:court|house|lodge|tower|towers|mansions|point|heights|buildings|road|street|lane|avenue|close|place|gardens|terrace|row|square)|(?:no\.?\s|number\s)?\d{1,4}\s?[a-z]?,?\s(?:(?!(?i:minutes?|mins?|miles?|hours?|days?|weeks?|months?|years?|people|long|short|main|busy|bus|side|high|nice|new|old|other|different|staff|beds?|metres?|yards?|doors?|steps?|of|the|on|in|at|to|and|or|for|down|up|out|from|my|your|a|an|pm|am|times?|times|more|per|st|nd|rd|th|by|with|is|was|are)\b)[\p{L}'.]{2,20}\s){1,3}(?:road|rd|street|lane|avenue|ave|close|drive|crescent|grove|terrace|gardens|court|walk|mews|view|cottages|villas|row|place|square|parade|rise|gate|mount|bank|cottage|croft|fold|brow|hill|way|wynd|brae))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b(?:passport|payroll|hospital|patient|account|acc|sort\scode|licen[cs]e|driving\slicen[cs]e|staff|employee|reg|registration|number\splate|bank|pin|mrn|unit|k)\.?\s(?:account\s)?(?:no\.?|number|num|is|plate|id|code)?:?\s?(?:is\s|it\sis\s)?[A-Z]{0,3}\s?(?:\d[\d\- ]{3,14}\d(?:-?[A-Z])?|\d{2}\s?[A-Z]{3})\b|\b(?:passport|payroll|hospital|account)\s(?:no\.?|number|num)\b[^.!?\n]{0,40}?\b(?:is|it's)\s[A-Z]{0,2}\d{5,12}\b", RegexOptions.IgnoreCase)]
    private static partial Regex OtherNumber();

    [GeneratedRegex(@"\b[A-HJ-PR-Y]{2}\d{2}\s?[A-HJ-PR-Z]{3}\b")]
    private static partial Regex NumberPlate();

    [GeneratedRegex(@"(?<![\w.@])@[A-Za-z_][\w.]{2,30}\b(?!\.\w|\()")]
    private static partial Regex Handle();

    [GeneratedRegex(@"\b(?:facebook|instagram|twitter|x|linkedin|tiktok)\.com/[\w.\-/@]{2,60}", RegexOptions.IgnoreCase)]
    private static partial Regex Profile();

    // Somebody who mistypes theirs has still told it.
    [GeneratedRegex(@"(?<=\b(?:N\.?H\.?S\.?)\s?(?:no\b\.?|number|num\b\.?)?(?:\sis|\swas)?[:\s#\-]{0,3})(?<!\d)\d(?:[\s\-./_,·]{0,2}\d){8,10}\b", RegexOptions.IgnoreCase)]
    private static partial Regex NamedNhsNumber();

    // What one search needs, kept for the next on the same thread.
    private sealed class Scratch
    {
        public TextWords Words { get; } = new(Lexicon);

        public List<(HeldKind Kind, int Start, int End)> Found { get; } = [];

        public List<(int Start, int End)> Places { get; } = [];

        public List<int> NameEnds { get; } = [];

        public void Clear()
        {
            Found.Clear();
            Places.Clear();
            NameEnds.Clear();
        }
    }
}
