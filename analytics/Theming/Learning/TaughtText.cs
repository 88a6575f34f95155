namespace CoProduction.Analytics.Theming.Learning;

/// <summary>A statement and the theme that people have put it in.</summary>
public sealed record TaughtText(string Text, string Theme);

/// <summary>A statement and all the tags that people have given it; none is an answer too.</summary>
public sealed record TaggedText(string Text, IReadOnlyCollection<string> Tags);
