namespace CoProduction.Analytics.Theming.Learning;

/// <summary>A text as the numbers of the features that it has, ascending, and their values.</summary>
internal sealed record TextRow(int[] Features, float[] Values);
