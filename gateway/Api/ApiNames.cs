using CoProduction.Review.V1;
using CoProduction.Shared.Errors;

namespace CoProduction.Gateway.Api;

/// <summary>Names of states and questions in REST.</summary>
internal static class ApiNames
{
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

    public static string Of(ImportState state) => state == ImportState.Added ? "added" : "refused";

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
