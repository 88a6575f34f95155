namespace CoProduction.Shared.Files;

/// <summary>Why a file cannot be read at all: a reason for programs and a sentence that says what to do.</summary>
public sealed class FileFailure(string reason, string message) : Exception(message)
{
    /// <summary>In UPPER_SNAKE_CASE.</summary>
    public string Reason { get; } = reason;

    /// <summary>There is nothing in the file.</summary>
    public static FileFailure Empty() => new("EMPTY_FILE", "This file is empty.");
}
