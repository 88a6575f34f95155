using System.Buffers;
using System.Text.RegularExpressions;
using CoProduction.Review.V1;
using CoProduction.Shared.Words;

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
        Lexicon.Add("dob born birth birthday birthdate birthdates birthdays bday b'day b", WordKinds.Birth);
        Lexicon.Add("court house lodge tower towers mansions point heights buildings road rd street lane avenue ave close drive crescent grove terrace gardens walk mews view cottages villas row place square parade rise gate mount bank cottage croft fold brow hill way wynd brae", WordKinds.Street);
        Lexicon.Add("insta instagram snapchat snap twitter tiktok facebook fb", WordKinds.Social);
        Lexicon.Add("passport payroll hospital patient account acc sort licence license driving staff employee reg registration number bank pin mrn unit", WordKinds.Numbered);
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
        if (tidied.HidesSigns)
            hints = Outermost([.. hints, .. FindIn(TidiedText.Of(text, hiddenAreSpaces: true))]);
        return Language.IsAnother(tidied.Text) ? [new(HeldKind.OtherLanguage, 0, text.Length), .. hints] : hints;
    }

    private static IReadOnlyList<Hint> FindIn(TidiedText tidied)
    {
        var scratch = _scratch ?? new();
        _scratch = null; // what is found on the way may ask again
        try
        {
            scratch.Clear();
            Find(tidied.Text, scratch);
            return scratch.Found.Count + scratch.Harm.Count == 0 ? [] : Outermost(
            [
                .. scratch.Found.Select(found => At(tidied, found)),
                .. scratch.Harm.Select(found => At(tidied, (HeldKind.Harm, found.Start, found.End)) with { Harm = found.Kind }),
            ]);
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
        var kinds = scratch.Words.Kinds;
        var digits = text.AsSpan().ContainsAny(_digits) ? Digits(text) : 0;
        if (digits > 0)
            AddNumbered(text, kinds, digits, found);
        if ((kinds & WordKinds.Birth) != 0 || (digits > 0 && scratch.NameEnds.Count > 0))
            BirthDates.Find(text, scratch.NameEnds, found);
        if ((kinds & WordKinds.Digit) != 0)
            Numbers.FindSpoken(words, found);
        if (text.Contains('@') || text.Contains("at)", StringComparison.OrdinalIgnoreCase) || text.Contains("at]", StringComparison.OrdinalIgnoreCase) || text.Contains(" dot ", StringComparison.OrdinalIgnoreCase) || text.Contains(" AT ", StringComparison.Ordinal))
        {
            Add(text, HeldKind.Email, Email(), found);
            Add(text, HeldKind.Other, Handle(), found);
        }
        if ((kinds & WordKinds.Street) != 0 && text.Contains(','))
            Add(text, HeldKind.Address, HouseName(), found);
        if ((kinds & WordKinds.Social) != 0)
            Add(text, HeldKind.Other, SocialName(), found);
        if (text.Contains(".com/", StringComparison.OrdinalIgnoreCase))
            Add(text, HeldKind.Other, Profile(), found);
        _harm.Find(text, words, scratch.Harm);
    }

    // Each rule only where enough digits are, and a word that it needs.
    private static void AddNumbered(string text, WordKinds kinds, int digits, List<(HeldKind, int, int)> found)
    {
        Numbers.Find(text, found);
        if (digits >= 9)
            Add(text, HeldKind.NhsNumber, NamedNhsNumber(), found);
        if (digits >= 6)
            Add(text, HeldKind.NationalInsurance, NationalInsurance(), found);
        if (digits >= 2)
        {
            Add(text, HeldKind.Postcode, Postcode(), found);
            Add(text, HeldKind.Other, NumberPlate(), found);
        }
        Add(text, HeldKind.Address, Address(), found);
        if (digits >= 6)
            Add(text, HeldKind.Other, DrivingLicence(), found);
        if (digits >= 2 && (kinds & WordKinds.Numbered) != 0)
            Add(text, HeldKind.Other, OtherNumber(), found);
    }

    private static int Digits(string text)
    {
        var digits = 0;
        foreach (var c in text)
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        return digits;
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

    [GeneratedRegex(@"(?<![\w.+\-'])[\w.+\-']+(?:\s?@\s?|\s?[\(\[]\s?at\s?[\)\]]\s?|\sat\s(?=[\w\-]+\s?(?:[\(\[]\s?)?dot\s)|(?-i:\sAT\s)(?=[\w\-]+\.))[\w\-]+(?:(?:\.|\s?[\(\[]?\s?dot\s?[\)\]]?\s?)[\w\-]+)+", RegexOptions.IgnoreCase)]
    private static partial Regex Email();

    private const string Street = "(?:road|rd|street|lane|avenue|ave|close|drive|crescent|grove|terrace|gardens|court|walk|mews|view|cottages|villas|row|place|square|parade|rise|gate|mount|bank|cottage|croft|fold|brow|hill|way|wynd|brae)";

    [GeneratedRegex(@"\b(?:(?:flat|apartment|apt)\s\d{1,3}[a-z]?,?\s(?:[\p{L}'.]{1,20},?\s){1,3}(?:court|house|lodge|tower|towers|mansions|point|heights|buildings|road|street|lane|avenue|close|place|gardens|terrace|row|square|mill|hall|wharf|quay|mews)" +
        @"|(?:flat|apartment|apt)\s\d{1,3}[a-z]?,?\s(?:at\s|in\s)?(?-i:\p{Lu})\p{Ll}{2,20}(?:\s(?-i:\p{Lu})\p{Ll}{2,20}){0,2}" +
        @"|(?:no\.?\s|number\s)?\d{1,4}\s?[a-z]?,?\s(?:high\s|(?!(?i:minutes?|mins?|miles?|hours?|days?|weeks?|months?|years?|people|long|short|main|busy|bus|side|high|nice|new|old|other|different|staff|beds?|metres?|yards?|doors?|steps?|of|the|on|in|at|to|and|or|for|down|up|out|from|my|your|a|an|pm|am|times?|more|per|nd|rd|th|by|with|is|was|are|good|way)\b)[\p{L}'.]{2,20}\s){1,3}" + Street + @"|\d{1,3}[a-z]?\s(?-i:The\s\p{Lu})\p{Ll}{2,16}s" +
        @"|(?:lives?|living|address\sis|home\sis|we\sare|we're|moved|neighbour)\s(?:at|to)?\s?(?:no\.?\s|number\s)?\d{1,4}[a-z]?,?\s(?:the\s)?(?-i:\p{Lu})\p{Ll}{3,20}(?:\s(?-i:\p{Lu})\p{Ll}{2,20}){0,2})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b(?:The\s)?(?:\p{Lu}[\p{L}']{2,16}\s){1,2}(?:Cottage|House|Farm|Farmhouse|Lodge|Barn|Villa|Forge|Mill|Rectory|Vicarage|Bungalow|Croft|Manor|Smithy|Stables),\s(?:\p{Lu}[\p{L}']{2,16}\s){1,2}(?:Road|Rd|Street|Lane|Avenue|Close|Drive|Crescent|Grove|Terrace|Way|Hill|Row|Place)\b|\bThe\s(?:\p{Lu}\p{Ll}{2,16}\s)?(?:Cottage|Farm|Farmhouse|Barn|Forge|Mill|Rectory|Vicarage|Bungalow|Croft|Smithy|Stables),\s(?:\p{Lu}[\p{L}']{2,16}\s){1,2}(?:Road|Rd|Street|Lane|Avenue|Close|Drive|Crescent|Grove|Terrace|Way|Hill|Row|Place)\b")]
    private static partial Regex HouseName();

    [GeneratedRegex(@"\b[A-Z]{2,5}9{0,3}\d{6}[A-Z9]{2}\w{3}\b")]
    private static partial Regex DrivingLicence();

    [GeneratedRegex(@"\b(?:insta|instagram|snapchat|snap|twitter|tiktok|facebook|fb)(?:\s(?:name|handle|account|is|page)){0,3}\s?[:=\-]?\s?(?=[\w.]*[\d._])@?[A-Za-z][\w.]{2,30}\b", RegexOptions.IgnoreCase)]
    private static partial Regex SocialName();

    [GeneratedRegex(@"\b(?:passport|payroll|hospital|patient|account|acc|sort\scode|licen[cs]e|driving\slicen[cs]e|staff|employee|reg|registration|number\splate|bank|pin|mrn|unit|k)\.?\s(?:account\s)?(?:no\.?|number|num|is|plate|id|code)?:?\s?(?:is\s|it\sis\s)?[A-Z]{0,3}\s?(?:\d[\d\- ]{3,14}\d(?:-?[A-Z])?|\d{2}\s?[A-Z]{3})\b|\b(?:passport|payroll|hospital|account)\s(?:no\.?|number|num)\b[^.!?\n]{0,40}?\b(?:is|it's)\s[A-Z]{0,2}\d{5,12}\b", RegexOptions.IgnoreCase)]
    private static partial Regex OtherNumber();

    [GeneratedRegex(@"\b[A-HJ-PR-Y]{2}\d{2}\s?[A-HJ-PR-Z]{3}\b")]
    private static partial Regex NumberPlate();

    [GeneratedRegex(@"(?<![\w.@])@[A-Za-z_][\w.]{2,30}\b(?!\.\w|\()")]
    private static partial Regex Handle();

    [GeneratedRegex(@"\b(?:facebook|instagram|twitter|x|linkedin|tiktok)\.com/[\w.\-/@]{2,60}", RegexOptions.IgnoreCase)]
    private static partial Regex Profile();

    // Somebody who mistypes theirs has still told it.
    [GeneratedRegex(@"(?<=\bN\.?H\.?S\.?(?!\w)(?:(?!\b(?:ref|reference|complaint|order|case|phone|line|tel|helpline|call|form|ring|rang|text)\b)[^.!?\n\d]){0,25})(?<!\d)\d(?:[\s\-./_,·]{0,2}\d){8,10}\b", RegexOptions.IgnoreCase)]
    private static partial Regex NamedNhsNumber();

    // What one search needs, kept for the next on the same thread.
    private sealed class Scratch
    {
        public TextWords Words { get; } = new(Lexicon);

        public List<(HeldKind Kind, int Start, int End)> Found { get; } = [];

        public List<(int Start, int End)> Places { get; } = [];

        public List<(int Start, int End, HarmKind Kind)> Harm { get; } = [];

        public List<int> NameEnds { get; } = [];

        public void Clear()
        {
            Found.Clear();
            Places.Clear();
            Harm.Clear();
            NameEnds.Clear();
        }
    }
}
