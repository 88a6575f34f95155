using System.Collections;

namespace CoProduction.Analytics.Theming;

/// <summary>An "I" statement for people to confirm: null when none is good enough, how sure the machine is (0..1), other drafts, best first, and the sampled statements that it rests on.</summary>
internal sealed record IStatementDraft(string? Text, double Confidence, IReadOnlyList<string> Alternatives, BitArray? Grounds);
