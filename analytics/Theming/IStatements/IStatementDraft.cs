namespace CoProduction.Analytics.Theming;

/// <summary>An "I" statement for people to confirm: null when none is good enough, how sure the machine is (0..1), and other drafts, best first.</summary>
internal sealed record IStatementDraft(string? Text, double Confidence, IReadOnlyList<string> Alternatives)
{
    public static IStatementDraft None { get; } = new(null, 0, []);
}
