namespace CoProduction.Shared.Access;

/// <summary>Somebody who asked to be forgotten, and was.</summary>
public static class Forgotten
{
    /// <summary>What stands where their name stood, in every module.</summary>
    public const string Name = "Somebody who asked to be forgotten";
}
