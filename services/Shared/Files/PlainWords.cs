using System.Text;

namespace CoProduction.Shared.Files;

/// <summary>Words of headers and short answers, so that they can be compared however they are written.</summary>
public static class PlainWords
{
    /// <summary>Lower-case words with single spaces: letters only, “isn't” as one word, “NotWorking” as two.</summary>
    public static string Of(string words)
    {
        var plain = new StringBuilder(words.Length);
        var before = ' ';
        foreach (var c in words)
        {
            if (c is '\'' or '’' or '‘' or '`' or 'ʼ')
                continue;
            if (char.IsUpper(c) && char.IsLower(before))
                plain.Append(' ');
            if (char.IsLetter(c))
                plain.Append(char.ToLowerInvariant(c));
            else if (plain is [.., not ' '])
                plain.Append(' ');
            before = c;
        }
        return plain.ToString().Trim();
    }
}
