namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>
/// What a password must be, after the advice of the National Cyber Security Centre: long, and not one that others try first. No rules about kinds of
/// characters, and no expiry.
/// </summary>
internal static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 256;

    // What is left of widely used passwords when numbers and signs at their ends are taken off, as people put them there.
    private static readonly HashSet<string> _common =
    [
        "password", "passwort", "passw0rd", "p@ssword", "p@ssw0rd", "letmein", "welcome", "qwerty", "qwertyuiop", "qwertyuiopasdfghjkl", "asdfghjkl", "zxcvbnm",
        "iloveyou", "iloveyouverymuch", "monkey", "dragon", "football", "baseball", "liverpool", "chelsea", "arsenal", "manchester", "manchesterunited", "sunshine",
        "princess", "superman", "batman", "trustno", "master", "shadow", "ashley", "michael", "charlie", "jordan", "hunter", "killer", "pokemon", "starwars",
        "administrator", "admin", "changeme", "changemenow", "secret", "topsecret", "default", "temporary", "testtest", "testing", "computer", "internet",
        "summer", "winter", "spring", "autumn", "january", "february", "september", "october", "november", "december", "england", "scotland", "wales",
        "passwordpassword", "welcomewelcome", "letmeinletmein", "correcthorsebatterystaple", "onetwothreefour", "abcdefghijkl", "abcdefghijklmnopqrstuvwxyz",
    ];

    /// <summary>What is wrong with a password for somebody of these names, in words; null when it will do.</summary>
    public static string? FindFault(string password, params IEnumerable<string> names)
    {
        if (password.Length < Shortest)
            return $"Use at least {Shortest} characters. Three words that have nothing to do with each other are easy to remember.";
        if (password.Length > Longest)
            return $"Use at most {Longest} characters.";
        if (password.Distinct().Count() < 5)
            return "This has too few different characters.";
        if (IsRun(password))
            return "This is a row of characters that others would try. Use three words that have nothing to do with each other.";
        var core = password.ToLowerInvariant().Trim([.. "0123456789!?.,-_#*@+=$£&% "]);
        if (_common.Contains(core) || names.SelectMany(Words).Any(word => core == word))
            return "This is one that others would try first. Use three words that have nothing to do with each other.";
        return null;
    }

    // Such as 123456789012 or abcdefghijkl: each character follows from the one before it.
    private static bool IsRun(string password)
    {
        var same = password.Zip(password.Skip(1), (a, b) => b - a).GroupBy(step => step).Max(group => group.Count());
        return same >= password.Length - 2;
    }

    private static IEnumerable<string> Words(string name)
    {
        var lower = name.ToLowerInvariant();
        return [lower, string.Concat(lower.Where(char.IsLetterOrDigit)), .. lower.Split(' ', '@', '.')];
    }
}
