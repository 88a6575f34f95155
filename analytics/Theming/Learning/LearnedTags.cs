using System.Text;

namespace CoProduction.Analytics.Theming.Learning;

/// <summary>What has been learned from the tags that people have given. Safe to share.</summary>
public sealed class LearnedTags
{
    private const int Version = 1;

    private readonly string[] _tags;
    private readonly LabelScores _scores;
    private readonly TagChoice _choice;

    internal LearnedTags(string[] tags, LabelScores scores, TagChoice choice) => (_tags, _scores, _choice) = (tags, scores, choice);

    /// <summary>The tags that it knows, in order.</summary>
    public IReadOnlyList<string> Tags => _tags;

    /// <summary>The tags that suit a text, likeliest first; none for an answer such as "nothing".</summary>
    public IReadOnlyList<TagSuggestion> Suggest(string text)
    {
        if (AnswerKind.Of(text) != SetAside.None) return [];
        TextPieces pieces = TextPieces.Of(text);
        return
        [
            .. _choice.Of(_scores.Of(pieces)).OrderByDescending(choice => choice.Chance)
                .Select(choice => new TagSuggestion(_tags[choice.Tag], choice.Chance, SpeakingWords.Of(text, pieces, _scores, choice.Tag))),
        ];
    }

    /// <summary>Writes it for <see cref="Load"/>; the stream stays open.</summary>
    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Version);
        writer.Write(_tags.Length);
        foreach (string tag in _tags) writer.Write(tag);
        _scores.Save(writer);
        _choice.Save(writer);
    }

    /// <summary>Reads what was saved; throws <see cref="InvalidDataException"/> or <see cref="EndOfStreamException"/> when another version has saved it, or it is damaged.</summary>
    public static LearnedTags Load(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        int version = reader.ReadInt32();
        if (version != Version) throw new InvalidDataException($"What was learned has version {version}; this build reads {Version}.");
        var tags = new string[reader.ReadInt32()];
        for (int tag = 0; tag < tags.Length; tag++) tags[tag] = reader.ReadString();
        var scores = LabelScores.Load(reader);
        var choice = TagChoice.Load(reader);
        if (scores.Labels != tags.Length || choice.Shares.Length != tags.Length) throw new InvalidDataException("What was learned is damaged.");
        return new LearnedTags(tags, scores, choice);
    }
}
