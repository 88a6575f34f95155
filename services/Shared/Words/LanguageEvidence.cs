using System.Numerics;

namespace CoProduction.Shared.Words;

/// <summary>Counts for each other language which words of a text it explains, and which only English does.</summary>
internal ref struct LanguageEvidence
{
    private const double MostEnglish = 0.4, MostEnglishGrammar = 0.2;
    private const int FewestSigns = 2, FewestWords = 3, LongSign = 4;

    private readonly Span<Counts> _of;
    private Counts _all;
    private int _words, _accented, _unknown;
    private bool _hasLongSign;

    private LanguageEvidence(Span<Counts> of) => _of = of;

    /// <summary>Whether one other language explains the text, or its letters do, better than English.</summary>
    public static bool IsAnother(ReadOnlySpan<char> text, int mostWords)
    {
        var evidence = new LanguageEvidence(stackalloc Counts[OtherLanguages.Most]);
        Span<char> buffer = stackalloc char[Tokeniser.LongestWord];
        var tokens = new Tokeniser(text, buffer);
        while (evidence._words < mostWords && tokens.Next(out ReadOnlySpan<char> word))
            if (word.Length > 1) evidence.See(word, char.IsLower(text[tokens.Start]));
        return evidence.Decide();
    }

    private void See(ReadOnlySpan<char> word, bool isSmall)
    {
        _words++;
        ulong languages = OtherLanguages.With(word);
        bool isInGrammar = (languages & OtherLanguages.Grammar) != 0;
        bool isAlsoEnglish = (languages & OtherLanguages.AlsoEnglish) != 0;
        languages &= ~OtherLanguages.NoLanguage;
        bool isSign = languages != 0 && !isAlsoEnglish;
        bool isGrammar = isInGrammar || languages == 0 && StopWords.Contains(word);
        bool isEnglish = isGrammar || !isSign && EnglishWords.Contains(word);
        // A capital may begin a name, which says nothing of the language.
        bool isUnknown = languages == 0 && !isAlsoEnglish && !isEnglish;
        if (isUnknown && (isSmall || _words == 1)) _unknown++;
        if (isUnknown && (isSmall || _words == 1) && word.ContainsAnyExceptInRange('\'', 'z')) _accented++;
        if (isUnknown) languages = OtherLanguages.WithEndingOf(word);
        _hasLongSign |= isSign && word.Length >= LongSign;
        var seen = new Counts(isSign || isUnknown ? 1 : 0, isSign ? 1 : 0, isEnglish ? 1 : 0, isGrammar ? 1 : 0);
        _all = _all.With(seen);
        for (; languages != 0; languages &= languages - 1)
        {
            int language = BitOperations.TrailingZeroCount(languages);
            _of[language] = _of[language].With(seen);
        }
    }

    private readonly bool Decide()
    {
        if (_words < 2) return false;
        if (_words >= FewestWords && _accented > 0 && (_all.English == 0 || _accented >= FewestSigns && _accented > _all.English && _all.Grammar <= _words * MostEnglishGrammar)) return true;
        foreach (Counts language in _of)
        {
            // What only English explains.
            int english = _all.English - language.English, grammar = _all.Grammar - language.Grammar;
            if (english == 0 && IsLike(language)) return true;
            int signs = language.Signs + _accented;
            if (language.Signs > 0 && signs >= FewestSigns && signs > english && english <= _words * MostEnglish && grammar <= _words * MostEnglishGrammar) return true;
        }
        return false;
    }

    // With nothing that only English explains.
    private readonly bool IsLike(Counts language) => language.Signs > 0
        ? _words >= FewestWords || language.Foreign >= FewestSigns || language.English > 0 || _hasLongSign && _unknown > 0
        : language.Foreign >= FewestSigns;

    private readonly record struct Counts(int Foreign, int Signs, int English, int Grammar)
    {
        public Counts With(Counts other) => new(Foreign + other.Foreign, Signs + other.Signs, English + other.English, Grammar + other.Grammar);
    }
}
