using System.Collections.Frozen;
using CoProduction.Shared.Words;

namespace CoProduction.Analytics.Theming;

/// <summary>
/// Which words may stand in a label: names of things by themselves, describing words only before a name of a thing, others not at all.
/// Goes by lists, endings and the words beside; it never tries to be a grammar.
/// </summary>
internal enum WordKind
{
    /// <summary>Says nothing in a label: grammar, a verb, a number, a word that fits any theme.</summary>
    Other,

    /// <summary>Needs a thing to describe: "waiting time", "same people", "cold house".</summary>
    Describing,

    /// <summary>Names a thing or what somebody does: "bus", "baking".</summary>
    Thing,
}

internal static class WordKinds
{
    /// <summary>What the word is wherever it stands.</summary>
    public static WordKind Of(string word)
    {
        if (word.Length < 2 || StopWords.Contains(word) || s_others.Contains(word)) return WordKind.Other;
        if (s_describing.Contains(word)) return WordKind.Describing;
        if (s_things.Contains(word)) return WordKind.Thing;
        bool isVerb = s_verbs.Contains(Stem.Of(word));
        if (Ends(word, "ing")) return WordKind.Thing;
        if (isVerb || word.EndsWith("n't", StringComparison.Ordinal) || Ends(word, "ly")) return WordKind.Other;
        return Ends(word, "ed") || Ends(word, "ful") || Ends(word, "able") || Ends(word, "ible") || Ends(word, "less") || Ends(word, "ous")
            ? WordKind.Describing
            : WordKind.Thing;
    }

    /// <summary>After these comes what somebody does: "they ring".</summary>
    public static bool IsDoer(string word) => s_doers.Contains(word);

    /// <summary>These are done to: "help me".</summary>
    public static bool IsDoneTo(string word) => s_doneTo.Contains(word);

    /// <summary>Something to do as well as a thing: "to walk", "a walk".</summary>
    public static bool IsDoneOrNamed(string word) => s_doneOrNamed.Contains(Stem.Of(word));

    private static bool Ends(string word, string ending) => word.Length > ending.Length + 2 && word.EndsWith(ending, StringComparison.Ordinal);

    private static FrozenSet<string> Words(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    // Fit any theme and so name none.
    private static readonly FrozenSet<string> s_others = Words("""
        thing things way ways lot lots bit kind sort sorts part parts really always never much many one ones also well like else etc ok okay yes please thank thanks
        maybe perhaps sometimes often without within however though since around back away again almost already enough else instead together
        everything anything something nothing somebody someone nobody anybody anyone everybody everyone none whoever
        two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty hundred once twice first second last half both several few fewer
        getting going making taking coming giving doing having being saying telling asking knowing wanting needing putting letting using seeing looking keeping finding trying
        able quite rather little better best good great nice bad worse worst sick right wrong fine lovely perfect excellent amazing brilliant wonderful fantastic
        true up till until per every around today now ago soon later tomorrow yesterday lovely proper real whole let's
        """);

    private static readonly FrozenSet<string> s_describing = Words("""
        time times day days people person week weeks month months year years hour hours minute minutes mins man woman men women lady
        same different new old young long short big small large narrow wide high low hard easy quick slow late early daily weekly monthly
        cold warm hot quiet loud clean dirty dry wet dark bright cheap cheaper expensive free paid safe unsafe lonely happy sad kind friendly elderly angry tired
        local close near nearby far own personal public private proper plain online possible available accessible regular extra clear
        social mental physical medical special spare main full part left next final total true simple human open
        bigger smaller longer shorter closer nearer easier higher lower wider warmer quicker
        """);

    // Named by their endings as something else.
    private static readonly FrozenSet<string> s_things = Words("""
        bed shed med meds red feed seed weed speed bleed family families supply assembly belly holy july rally table vegetable cable timetable bible bus buses need
        leaving waiting talking speed unpaid
        """);

    private static readonly FrozenSet<string> s_verbs = [.. Words("""
        get got go goes went gone make made take took taken come came give given gave know knew known think thought say says said tell told see saw seen seem
        want wants wanted need needs needed put let use used find found keep kept feel felt become became begin began begun bring brought build built buy bought
        choose chose chosen draw drew eat eats ate eaten fall fell fallen forget forgot forgotten hear heard hold held hurt hurts leave leaves lose lost mean meant meet met
        pay pays paid ran run runs sat sit sits sell sold send sends sent sing sings sang slept speak speaks spoke spoken spend spent stand stood stick sticks stuck
        teach taught throw threw understand understood wake woke woken wear wore win won write writes wrote written
        ask asks asked believe believes bring carry carries carried cheer chase choose clear decide discuss enjoy enjoys explain explains fetch fit fits fix get
        happen happens hate hope hopes ignore improve include involve join joins keep knock laugh laughs learn learns lift listen listens live lives love loves manage
        matter matters mind miss notice notices offer open pass pick prefer provide push reach realise receive remember ring rings said says seem set show shows
        speak stand start starts stay stays stop stops struggle suppose talk talks tell thank think treat tries try turn turns wait waits want wash watch
        wish wonder worry worries appear arrange arrive arrived beat check close come cope count cut deal drop drops end expect fill gave guess go lead lets look looks
        lie loses move moves moved read reads rely respect say smile sort sorts spoil stare stares
        """).Select(Stem.Of)];

    private static readonly FrozenSet<string> s_doneOrNamed = [.. Words("""
        help support visit call phone book walk work change talk chat play show rest sleep cook drive dance swim bath shower garden shop drink plan text email
        care test use wash break ride share trust contact advise check lock clean travel train cost charge move start
        """).Select(Stem.Of)];

    private static readonly FrozenSet<string> s_doers = Words("""
        i we they he she you who it can could will would shall should must may might cannot can't couldn't won't wouldn't don't doesn't didn't never always just
        nobody somebody someone everyone
        """);

    private static readonly FrozenSet<string> s_doneTo = Words("me him them us you it myself");
}
