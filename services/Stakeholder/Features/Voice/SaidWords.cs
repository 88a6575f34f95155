using CoProduction.Review.V1;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Hints;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Voice;

/// <summary>What somebody said, checked: of a challenge, what it is about and what they would rather see too.</summary>
internal sealed record SaidWords(string About, string Words, string Rather, bool DecidedBeforehand)
{
    /// <summary>INVALID_ARGUMENT naming the field, after <paramref name="prefix"/>.</summary>
    public static SaidWords From(VoiceKind kind, Said? sent, string prefix)
    {
        var said = sent ?? new();
        return kind == VoiceKind.Challenge
            ? new(
                Text(said.About, $"{prefix}about", 500, "Say what you disagree with."),
                Text(said.Words, $"{prefix}words", 4000, "Say why, in your own words."),
                Parse.OptionalLines(said.Rather, $"{prefix}rather", 2000).Normalize(),
                said.DecidedBeforehand)
            : new("", Text(said.Words, $"{prefix}words", 4000, "Write what you want to say."), "", false);
    }

    /// <summary>The most urgent kind of harm that any of it may tell of; null when there is no sign.</summary>
    public HarmKind? Harm() => Harms.MostUrgent(new[] { About, Words, Rather }.SelectMany(HoldBackHints.Find));

    /// <summary>The same with each detail replaced by its kind.</summary>
    public SaidWords Redacted => this with { About = Redact(About), Words = Redact(Words), Rather = Redact(Rather) };

    /// <summary>INVALID_ARGUMENT naming the field whose words still tell who somebody is.</summary>
    public void RequireNobodyIsTold(string prefix)
    {
        foreach (var (field, text) in new[] { ("about", About), ("words", Words), ("rather", Rather) })
            if (Redaction.StillIdentifies(text))
                throw Problem.Invalid(prefix + field, "These words may still tell who somebody is. Take out names, numbers and addresses.");
    }

    /// <summary>What in a text a person should look at.</summary>
    public static IEnumerable<HeldReason> ReasonsIn(string text) =>
        HoldBackHints.Find(text).Select(hint => new HeldReason { Kind = hint.Kind, Start = hint.Start, Length = hint.Length });

    public Said ToSaid() => new() { About = About, Words = Words, Rather = Rather, DecidedBeforehand = DecidedBeforehand };

    private static string Text(string value, string field, int longest, string whenMissing) => Parse.Lines(value, field, longest, whenMissing).Normalize();

    private static string Redact(string text) => Redaction.Apply(text, HoldBackHints.Find(text));
}
