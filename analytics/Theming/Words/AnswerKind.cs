using System.Collections.Frozen;
using CoProduction.Shared.Words;

namespace CoProduction.Analytics.Theming;

/// <summary>Tells statements to theme from those in another language and from answers without a topic: none at all, refusals, and "nothing", which is an answer to its question.</summary>
internal static class AnswerKind
{
    private const int LongestAnswer = 60;

    private static readonly FrozenSet<string> s_refusals = Lines("""
        n a
        na
        not applicable
        non applicable
        prefer not to say
        i prefer not to say
        i'd prefer not to say
        i would prefer not to say
        prefer not to answer
        prefer not to comment
        rather not say
        i'd rather not say
        no comment
        no comments
        no further comment
        no further comments
        no other comments
        no additional comments
        none to add
        nothing to add
        nothing further to add
        nothing more to add
        nothing else to add
        no answer
        no response
        no reply
        no opinion
        not answered
        not stated
        not known
        unknown
        don't know
        dont know
        i don't know
        i dont know
        do not know
        i do not know
        dk
        not sure
        i'm not sure
        im not sure
        unsure
        can't say
        cannot say
        can't comment
        cannot comment
        unable to comment
        unable to say
        can't think
        can't remember
        i can't remember
        see above
        as above
        see previous
        as previous
        as before
        same as above
        same
        ditto
        declined
        declined to answer
        refused
        left blank
        blank
        null
        nil
        tbc
        tba
        test
        x
        xx
        xxx
        """);

    private static readonly FrozenSet<string> s_nothings = Lines("""
        no
        nope
        none
        none at all
        none really
        nothing
        no nothing
        nothing really
        not really
        nothing at all
        nothing at present
        nothing at the moment
        nothing at this time
        nothing currently
        nothing much
        not much
        nothing in particular
        nothing particular
        nothing particularly
        nothing specific
        nothing comes to mind
        nothing springs to mind
        nothing i can think of
        nothing that i can think of
        nothing i could think of
        none i can think of
        none that i can think of
        not that i can think of
        can't think of anything
        i can't think of anything
        cannot think of anything
        i cannot think of anything
        can't think of any
        nothing to say
        nothing to report
        nothing to mention
        nothing whatsoever
        nothing as yet
        nothing yet
        nothing so far
        nothing for now
        nothing for me
        nothing now
        nothing else
        nothing more
        nothing thank you
        nothing thanks
        no thank you
        no thanks
        none thank you
        none thanks
        absolutely nothing
        absolutely nothing at all
        honestly nothing
        literally nothing
        nothing honestly
        nothing absolutely nothing
        not a thing
        not anything
        zero
        nowt
        """);

    /// <summary>What the text is; None when it is a statement to theme.</summary>
    public static SetAside Of(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length > LongestAnswer) return HasWord(text) ? StatementIn(text) : SetAside.Empty;
        Span<char> words = stackalloc char[LongestAnswer * 2];
        ReadOnlySpan<char> plain = words[..WriteWords(text, words)];
        if (plain.IsEmpty) return IsMereMark(text) ? SetAside.NonAnswer : SetAside.Empty;
        if (s_refusals.GetAlternateLookup<ReadOnlySpan<char>>().Contains(plain)) return SetAside.NonAnswer;
        return s_nothings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(plain) ? SetAside.Nothing : StatementIn(text);
    }

    private static SetAside StatementIn(ReadOnlySpan<char> text) => Language.IsAnother(text) ? SetAside.OtherLanguage : SetAside.None;

    private static bool HasWord(ReadOnlySpan<char> text)
    {
        Span<char> buffer = stackalloc char[Tokeniser.LongestWord];
        return new Tokeniser(text, buffer).Next(out _);
    }

    private static int WriteWords(ReadOnlySpan<char> text, Span<char> destination)
    {
        Span<char> buffer = stackalloc char[Tokeniser.LongestWord];
        var tokens = new Tokeniser(text, buffer);
        int length = 0;
        while (tokens.Next(out ReadOnlySpan<char> word))
        {
            if (length > 0) destination[length++] = ' ';
            word.CopyTo(destination[length..]);
            length += word.Length;
        }
        return length;
    }

    // A dash or dots fill in a box that had to be filled; digits or pictures do not decline.
    private static bool IsMereMark(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
            if (!char.IsPunctuation(c) && !char.IsWhiteSpace(c) && c is not ('=' or '~' or '+')) return false;
        return !text.IsEmpty;
    }

    private static FrozenSet<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet();
}
