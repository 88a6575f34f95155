using CoProduction.Review.V1;

namespace CoProduction.Review.Features.Themes;

/// <summary>Why a statement is in no theme, in plain words.</summary>
internal static class SetAsideWords
{
    /// <summary>The placement's reason when a person has taken the statement out of every theme.</summary>
    public const short TakenOut = 6;

    public static string Of(short reason) => reason switch
    {
        TakenOut => "Taken out by a person",
        (short)SetAsideReason.Empty => "No words in it",
        (short)SetAsideReason.NonAnswer => "Not an answer",
        (short)SetAsideReason.Nothing => "“Nothing” is counted as an answer",
        (short)SetAsideReason.NotThemed => "Not near any theme",
        (short)SetAsideReason.OtherLanguage => "In another language: ask somebody who reads it",
        _ => "Not themed yet",
    };
}
