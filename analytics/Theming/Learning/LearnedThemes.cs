using System.Text;

namespace CoProduction.Analytics.Theming.Learning;

/// <summary>What has been learned from people's choices of themes. Safe to share.</summary>
public sealed class LearnedThemes
{
    private const int Version = 1;
    private const int Seed = 1;

    private readonly string[] _themes;
    private readonly LabelScores _scores;
    private readonly ThemeChoice _choice;
    private readonly int[] _counts;
    private readonly double _unseenWords;

    private LearnedThemes(string[] themes, LabelScores scores, ThemeChoice choice, int[] counts, double unseenWords, HeldBackQuality quality) =>
        (_themes, _scores, _choice, _counts, _unseenWords, Quality) = (themes, scores, choice, counts, unseenWords, quality);

    /// <summary>The themes that it tells apart, in order.</summary>
    public IReadOnlyList<string> Themes => _themes;

    /// <summary>How good it was on taught texts held back.</summary>
    public HeldBackQuality Quality { get; }

    /// <summary>The theme that suits a text best, and whether it is sure.</summary>
    public Suggestion Suggest(string text)
    {
        if (AnswerKind.Of(text) != SetAside.None) return new Suggestion(null, 0, false, []);
        TextPieces pieces = TextPieces.Of(text);
        var (theme, chance, isSure, _) = Judged(pieces);
        return new Suggestion(_themes[theme], chance, isSure, SpeakingWords.Of(text, pieces, _scores, theme));
    }

    /// <summary>The theme that suits a statement best, however unsure.</summary>
    internal string ThemeOf(string text) => _themes[Judged(TextPieces.Of(text)).Theme];

    /// <summary>How far texts are from those that were taught.</summary>
    public Drift DriftOf(IReadOnlyCollection<string> texts)
    {
        var counts = new int[_themes.Length];
        int all = 0, unsure = 0, seen = 0, words = 0;
        foreach (string text in texts.Where(text => AnswerKind.Of(text) == SetAside.None))
        {
            var (theme, _, isSure, known) = Judged(TextPieces.Of(text));
            all++;
            counts[theme]++;
            if (!isSure) unsure++;
            (seen, words) = (seen + known.Seen, words + known.All);
        }
        return new Drift(
            all, (double)unsure / Math.Max(1, all), 1 - Quality.Sure, words == 0 ? 0 : 1 - (double)seen / words, _unseenWords,
            all == 0 ? 0 : LabelShares.Distance(counts, _counts), LabelShares.DistanceByChance(_counts, all, Seed));
    }

    /// <summary>Writes it for <see cref="Load"/>; the stream stays open.</summary>
    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Version);
        writer.Write(_themes.Length);
        for (int theme = 0; theme < _themes.Length; theme++)
        {
            writer.Write(_themes[theme]);
            writer.Write(_counts[theme]);
        }
        _scores.Save(writer);
        _choice.Save(writer);
        writer.Write(_unseenWords);
        Quality.Save(writer);
    }

    /// <summary>Reads what was saved; throws <see cref="InvalidDataException"/> or <see cref="EndOfStreamException"/> when another version has saved it, or it is damaged.</summary>
    public static LearnedThemes Load(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        int version = reader.ReadInt32();
        if (version != Version) throw new InvalidDataException($"What was learned has version {version}; this build reads {Version}.");
        var themes = new string[reader.ReadInt32()];
        var counts = new int[themes.Length];
        for (int theme = 0; theme < themes.Length; theme++) (themes[theme], counts[theme]) = (reader.ReadString(), reader.ReadInt32());
        var scores = LabelScores.Load(reader);
        var choice = ThemeChoice.Load(reader);
        if (scores.Labels != themes.Length || choice.Shares.Length != themes.Length) throw new InvalidDataException("What was learned is damaged.");
        return new LearnedThemes(themes, scores, choice, counts, reader.ReadDouble(), HeldBackQuality.Load(reader));
    }

    // However alike its letters may be: what has no word in common with anything taught is for people.
    private (int Theme, double Chance, bool IsSure, (int Seen, int All) Words) Judged(TextPieces pieces)
    {
        var (theme, chance) = _choice.Of(_scores.Of(pieces));
        var words = _scores.Features.Known(pieces);
        return (theme, chance, chance >= _choice.LeastChance && words.Seen > 0, words);
    }

    internal static LearnedThemes Of(string[] themes, LabelScores scores, ThemeChoice choice, HeldBack heldBack, int[] right)
    {
        var counts = new int[themes.Length];
        var answers = new List<(double Chance, bool IsRight)>();
        for (int text = 0; text < right.Length; text++)
        {
            var (theme, chance) = choice.Of(heldBack.Scores[text]);
            counts[theme]++;
            answers.Add((chance, theme == right[text]));
        }
        return new LearnedThemes(themes, scores, choice, counts, heldBack.UnseenShare, HeldBackQuality.Of(answers, choice.LeastChance));
    }
}
