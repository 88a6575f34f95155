using System.Text;

namespace CoProduction.Shared.Requests;

/// <summary>
/// Text without what can stand for something else where it is shown later: a line break that begins a new line of a letter or a header, a control
/// character, a mark that turns the direction of what follows.
/// </summary>
public static class PlainText
{
    /// <summary>One line: white space that is no plain space becomes one, with the white space around it; control characters and turns of direction go.</summary>
    public static string OneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var line = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                if (!IsHidden(text[i]))
                    line.Append(text[i]);
                continue;
            }
            var from = i;
            while (i + 1 < text.Length && char.IsWhiteSpace(text[i + 1]))
                i++;
            var blanks = text.AsSpan(from, i + 1 - from);
            line.Append(blanks.ContainsAnyExcept(' ') ? " " : blanks);
        }
        return line.ToString();
    }

    /// <summary>Several lines: every kind of line break becomes LF, tabs stay, and other control characters and turns of direction go.</summary>
    public static string Lines(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var lines = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029')
            {
                lines.Append('\n');
                i += text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
            }
            else if (text[i] == '\t' || !IsHidden(text[i]))
                lines.Append(text[i]);
        }
        return lines.ToString();
    }

    // U+FFFE is no character, and no text with it can be brought into its normal form. Marks for single letters (ZWJ, LRM) belong to words in some languages; those that turn all that follows do not.
    private static bool IsHidden(char c) => char.IsControl(c) || c is '\uFFFE' or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';
}
