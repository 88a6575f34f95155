using CoProduction.Review.V1;

namespace CoProduction.Gateway.Web;

/// <summary>What a column of a file can be for, in plain words.</summary>
internal static class ColumnUses
{
    public static IReadOnlyList<(string Value, string Words)> Choices { get; } =
    [
        (nameof(ColumnUse.Working), "An answer: what is working"),
        (nameof(ColumnUse.NotWorking), "An answer: what is not working"),
        (nameof(ColumnUse.Future), "An answer: wishes for the future"),
        (nameof(ColumnUse.Statement), "A statement, and another column says which question it answers"),
        (nameof(ColumnUse.QuestionName), "Which question the statement answers"),
        (nameof(ColumnUse.Consent), "Whether the person agreed"),
        (nameof(ColumnUse.Reference), "The number or name of the review"),
        (nameof(ColumnUse.CapturedBy), "Who wrote it down"),
        (nameof(ColumnUse.Characteristic), "About the person, such as age or area (not kept yet)"),
        (nameof(ColumnUse.LeaveOut), "Leave it out"),
    ];

    public static IReadOnlyList<(string Value, string Words)> Questions { get; } = [.. Names.Questions.Select(question => (question.ToString(), Names.Of(question)))];
}
