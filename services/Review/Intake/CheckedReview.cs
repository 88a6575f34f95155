using CoProduction.Review.V1;
using CoProduction.Shared.Hints;

namespace CoProduction.Review.Intake;

/// <summary>One good record of a file: its row as a spreadsheet numbers it, whose review, who wrote it down, and what was said.</summary>
internal sealed record CheckedReview(long Row, string Reference, string CapturedBy, IReadOnlyList<CheckedStatement> Statements);

/// <summary>One statement with whatever in it might have to be held back.</summary>
internal sealed record CheckedStatement(Question Question, string Text, IReadOnlyList<Hint> Hints);

/// <summary>
/// What is wrong with a row and what to do, without anybody's words. Header is empty when the whole row is meant. Cell is what one says that somebody can decide about
/// without the file (consent, or which question), null when they cannot; it is shown to them and not kept.
/// </summary>
internal sealed record RowProblem(long Row, string Header, string Message, string? Cell = null);
