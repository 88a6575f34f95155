using CoProduction.Review.V1;

namespace CoProduction.Shared.Hints;

/// <summary>
/// Words by which people tell of abuse, neglect, or thoughts of suicide. They are meant to miss little; a person decides what they mean.
/// A new sign is one line in <see cref="AbuseSigns"/>, <see cref="CoercionSigns"/>, <see cref="NeglectSigns"/> or <see cref="SuicideSigns"/>.
/// </summary>
internal sealed class HarmSigns
{
    private readonly SignFinder _finder;
    private readonly Lexicon _lexicon;

    /// <summary>Adds the signs' words to the lexicon, which must hold all others already.</summary>
    public HarmSigns(Lexicon lexicon)
    {
        _lexicon = lexicon;
        var grammar = new SignGrammar(lexicon, HarmWords.ShortForms);
        foreach (var (name, words) in HarmWords.Classes)
            grammar.AddClass(name, words);
        foreach (var (sign, kind) in All)
            grammar.Add(sign, kind);
        _finder = new(lexicon, grammar);
    }

    /// <summary>Every sign, with the kind of harm that it tells of.</summary>
    public static IEnumerable<(string Sign, HarmKind Kind)> All =>
    [
        .. Of(HarmKind.Abuse, [.. AbuseSigns.OfBody, .. AbuseSigns.Sexual, .. CoercionSigns.OfFeelings, .. CoercionSigns.OfMoney]),
        .. Of(HarmKind.Neglect, [.. NeglectSigns.ByOthers, .. NeglectSigns.BySelfAndChildren]),
        .. Of(HarmKind.Life, SuicideSigns.Signs),
    ];

    /// <summary>Where signs are, in order, none within another.</summary>
    public void Find(string text, ReadOnlySpan<TextWord> words, List<(int Start, int End, HarmKind Kind)> found) => _finder.Find(text, words, _lexicon, found);

    private static IEnumerable<(string, HarmKind)> Of(HarmKind kind, IEnumerable<string> signs) => signs.Select(sign => (sign, kind));
}
