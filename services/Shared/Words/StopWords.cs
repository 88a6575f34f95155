using System.Collections.Frozen;

namespace CoProduction.Shared.Words;

/// <summary>The few words that carry grammar or a number and no topic. Short on purpose: longer lists lost meaning when measured.</summary>
public static class StopWords
{
    private static readonly FrozenSet<string> s_words = """
        a an the this that these those there here
        i me my mine myself we us our ours ourselves you your yours yourself
        he him his himself she her hers herself it its itself they them their theirs themselves
        who whom whose which what when where why how
        am is are was were be been being do does did doing done have has had having
        will would shall should can could may might must
        and or but nor so if because as than then while until although though
        of at by for with about to from in on into onto through during before after above below up down out off over under between
        not no yes very just only also too again ever still even both each any some such other same own more most all
        i'm i've i'd i'll we're we've we'd we'll you're you've you'd you'll they're they've they'd they'll he's she's it's that's there's
        isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't won't wouldn't can't cannot couldn't shouldn't
        one two three four five six seven eight nine ten eleven twelve
        im ive dont didnt cant wont
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether the word, in lower case, is one of them.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => s_lookup.Contains(word);
}
