namespace CoProduction.Shared.Files;

/// <summary>Why a file cannot be read at all: a reason for programs and a sentence that says what to do.</summary>
public sealed class FileFailure(string reason, string message) : Exception(message)
{
    /// <summary>In UPPER_SNAKE_CASE.</summary>
    public string Reason { get; } = reason;

    /// <summary>The reason when there is nothing in a file.</summary>
    public const string EmptyFile = "EMPTY_FILE";

    /// <summary>There is nothing in the file.</summary>
    public static FileFailure Empty() => new(EmptyFile, "This file is empty.");

    /// <summary>It is a file of another kind.</summary>
    public static FileFailure NotText(string what) =>
        new("NOT_TEXT", $"This looks like {what}, not a CSV file or an Excel workbook. Open it in the program that it comes from, and save or export it as “CSV UTF-8”.");
}
