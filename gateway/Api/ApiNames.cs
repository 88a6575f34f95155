using CoProduction.Review.V1;
using CoProduction.Shared.Errors;

namespace CoProduction.Gateway.Api;

/// <summary>Names of states and questions in REST.</summary>
internal static class ApiNames
{
    private static readonly Dictionary<string, ColumnUse> _uses = new()
    {
        ["working"] = ColumnUse.Working,
        ["not_working"] = ColumnUse.NotWorking,
        ["future"] = ColumnUse.Future,
        ["statement"] = ColumnUse.Statement,
        ["question_name"] = ColumnUse.QuestionName,
        ["reference"] = ColumnUse.Reference,
        ["captured_by"] = ColumnUse.CapturedBy,
        ["consent"] = ColumnUse.Consent,
        ["characteristic"] = ColumnUse.Characteristic,
        ["leave_out"] = ColumnUse.LeaveOut,
    };

    public static string Of(Question question) => question switch
    {
        Question.Working => "working",
        Question.NotWorking => "not_working",
        _ => "future",
    };

    public static Question QuestionFrom(string? name) => name switch
    {
        null or "" => Question.Unspecified,
        "working" => Question.Working,
        "not_working" => Question.NotWorking,
        "future" => Question.Future,
        _ => throw Problem.Invalid("question", "Choose working, not_working or future."),
    };

    /// <summary>What a column is for, as in column=not_working:What could be better; null when that is not known.</summary>
    public static string? Of(ColumnUse use) => use == ColumnUse.Unspecified ? null : _uses.First(named => named.Value == use).Key;

    /// <summary>Reads what a column is for from use:HEADER.</summary>
    public static ColumnChoice ChoiceFrom(string choice)
    {
        var end = choice.IndexOf(':');
        return end > 0 && _uses.TryGetValue(choice[..end], out var use)
            ? new() { Header = choice[(end + 1)..], Use = use }
            : throw Problem.Invalid("column", $"Give use:HEADER, where use is one of {string.Join(", ", _uses.Keys)}.");
    }

    public static string Of(ImportState state) => state switch
    {
        ImportState.Added => "added",
        ImportState.TakenBack => "taken_back",
        _ => "refused",
    };

    public static string Of(RunState state) => state switch
    {
        RunState.Queued => "queued",
        RunState.Running => "running",
        RunState.Proposed => "proposed",
        _ => "failed",
    };

    public static string? Date(string date) => date.Length > 0 ? date : null;

    public static string Of(ThemingKind kind) => kind == ThemingKind.Join ? "join" : "anew";

    public static ThemingKind KindFrom(string? name) => name switch
    {
        null or "" or "anew" => ThemingKind.Anew,
        "join" => ThemingKind.Join,
        _ => throw Problem.Invalid("kind", "Choose anew or join."),
    };

    public static string? Token(string token) => token.Length > 0 ? token : null;
}
