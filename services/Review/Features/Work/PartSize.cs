namespace CoProduction.Review.Features.Work;

/// <summary>How many statements one worker takes at a time; a question with more is themed in parts.</summary>
internal sealed record PartSize(int Statements);
