namespace CoProduction.Shared.Hints;

/// <summary>NHS numbers: ten digits, the last of which checks the others (modulus 11, weights 10 to 2).</summary>
internal static class NhsNumber
{
    public static bool IsValid(ReadOnlySpan<char> digits)
    {
        if (digits.Length != 10)
            return false;
        var sum = 0;
        for (var i = 0; i < 9; i++)
            sum += (digits[i] - '0') * (10 - i);
        var check = 11 - sum % 11;
        return check != 10 && digits[9] - '0' == check % 11;
    }
}
