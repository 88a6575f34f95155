namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>
/// What a password must be, after the advice of the National Cyber Security Centre: long, and not one that others try first. No rules about kinds of
/// characters, and no expiry.
/// </summary>
internal static class PasswordRules
{
    public const int Shortest = 12;
    public const int Longest = 256;
    private const int HardToGuess = 3; // of 4: more than ten thousand million tries
    private const int LongestLookedAt = 100; // looking takes longer with the square of it
    private const int ShortestWord = 3;
    private static readonly Zxcvbn.Zxcvbn _guesser = new(Zxcvbn.Translation.English);

    /// <summary>What is wrong with a password for somebody of these names, in words; null when it will do.</summary>
    public static string? FindFault(string password, params IEnumerable<string> names)
    {
        if (password.Length < Shortest)
            return $"Use at least {Shortest} characters. Three words that have nothing to do with each other are easy to remember.";
        if (password.Length > Longest)
            return $"Use at most {Longest} characters.";
        var start = password[..Math.Min(password.Length, LongestLookedAt)];
        if (IsHard(start, names.SelectMany(Words).Distinct()))
            return null;
        return IsHard(start, [])
            ? "This is made of names that others know: yours, your email address, or your partnership's. Use three words that have nothing to do with you or each other."
            : "This is one that others would try first. Use three words that have nothing to do with each other.";
    }

    private static bool IsHard(string password, IEnumerable<string> names) => _guesser.EvaluatePassword(password, names).Score >= HardToGuess;

    // The whole name, what stands before an @, the same without what stands between its words, and each word.
    private static IEnumerable<string> Words(string name)
    {
        var lower = name.ToLowerInvariant();
        var words = string.Concat(lower.Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. new[] { lower, lower.Split('@')[0], string.Concat(words) }.Concat(words).Where(word => word.Length >= ShortestWord)];
    }
}
