namespace CoProduction.Shared.Data;

/// <summary>What PostgreSQL's LIKE and ILIKE take.</summary>
public static class LikePattern
{
    /// <summary>Matches texts that hold this one, letter by letter: none of its characters stands for others.</summary>
    public static string Containing(string text) => $"%{text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
}
