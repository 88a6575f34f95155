namespace CoProduction.Review.Intake;

/// <summary>Why a file cannot be read at all: a reason for programs and a sentence that says what to do.</summary>
internal sealed class FileFailure(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;

    public static FileFailure Empty() => new("EMPTY_FILE", "This file is empty.");
}
