namespace CoProduction.Analytics.Files;

/// <summary>A file, a column or the folder for results will not do; the message is one line that tells a person what to do.</summary>
public sealed class ThemeFileException(string message) : Exception(message);
