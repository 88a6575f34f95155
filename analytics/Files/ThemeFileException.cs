namespace CoProduction.Analytics.Files;

/// <summary>The file cannot be themed; the message is one line that tells a person what to do.</summary>
public sealed class ThemeFileException(string message) : Exception(message);
