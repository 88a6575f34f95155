namespace CoProduction.Analytics.Theming.Learning;

/// <summary>How to learn: how many of the suggestions made should be right (0..1), the seed, and the most threads to use (-1: all; never changes the result).</summary>
public sealed record LearningOptions(double WantedAccuracy = 0.8, int Seed = 1, int MaxDegreeOfParallelism = -1);
