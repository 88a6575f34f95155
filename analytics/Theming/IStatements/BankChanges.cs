namespace CoProduction.Analytics.Theming;

/// <summary>What somebody adds to the built-in bank of "I" statements, and built-in ones that are not to be drafted. Themes stay the same: only their drafts change.</summary>
public sealed record BankChanges(IReadOnlyList<AddedStatement> Added, IReadOnlySet<string> SwitchedOff);

/// <summary>An "I" statement, what it is about, the question it answers, and words or short phrases of which any calls for it.</summary>
public sealed record AddedStatement(string Topic, Facet Facet, IReadOnlyList<string> Words, string Text);
