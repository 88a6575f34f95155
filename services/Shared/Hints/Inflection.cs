namespace CoProduction.Shared.Hints;

/// <summary>The forms of English verbs, as people write them.</summary>
internal static class Inflection
{
    private const string Vowels = "aeiou";

    // Base, third person, past, past participle, -ing; others that people write behind.
    private static readonly Dictionary<string, string[]> _irregular = """
        beat beats beat beaten beating beated
        bite bites bit bitten biting
        break breaks broke broken breaking broked
        bring brings brought brought bringing brung
        build builds built built building
        burn burns burnt burnt burning burned
        buy buys bought bought buying
        catch catches caught caught catching
        choose chooses chose chosen choosing
        come comes came come coming comin
        creep creeps crept crept creeping
        cut cuts cut cut cutting cutted
        deal deals dealt dealt dealing
        die dies died died dying dieing
        do does did done doing
        draw draws drew drawn drawing
        drink drinks drank drunk drinking
        drive drives drove driven driving
        eat eats ate eaten eating eatin et
        fall falls fell fallen falling
        feed feeds fed fed feeding
        feel feels felt felt feeling
        fight fights fought fought fighting
        find finds found found finding
        forget forgets forgot forgotten forgetting
        get gets got gotten getting gettin
        give gives gave given giving gived
        go goes went gone going goin
        grind grinds ground ground grinding
        hang hangs hung hanged hanging hangin
        have has had had having
        hear hears heard heard hearing
        hide hides hid hidden hiding
        hit hits hit hit hitting hitted hittin
        hold holds held held holding
        hurt hurts hurt hurt hurting hurted
        keep keeps kept kept keeping
        know knows knew known knowing
        lay lays laid laid laying layed
        leave leaves left left leaving
        lend lends lent lent lending
        let lets let let letting
        lie lies lay lain lying
        lose loses lost lost losing
        make makes made made making
        mean means meant meant meaning
        pay pays paid paid paying
        put puts put put putting
        read reads read read reading
        ring rings rang rung ringing
        rip rips ripped ripped ripping
        run runs ran run running
        say says said said saying
        see sees saw seen seeing
        sell sells sold sold selling
        send sends sent sent sending
        set sets set set setting
        shake shakes shook shaken shaking
        shut shuts shut shut shutting
        sit sits sat sat sitting
        sleep sleeps slept slept sleeping
        slit slits slit slit slitting
        speak speaks spoke spoken speaking
        spend spends spent spent spending
        spit spits spat spat spitting spit
        split splits split split splitting
        stand stands stood stood standing
        steal steals stole stolen stealing
        stick sticks stuck stuck sticking
        strike strikes struck struck striking
        swallow swallows swallowed swallowed swallowing swallowd
        swear swears swore sworn swearing
        swing swings swung swung swinging
        take takes took taken taking tooken
        teach teaches taught taught teaching
        tear tears tore torn tearing
        tell tells told told telling
        think thinks thought thought thinking
        throw throws threw thrown throwing throwed
        tie ties tied tied tying
        wake wakes woke woken waking waked
        wear wears wore worn wearing
        wet wets wet wet wetting wetted
        write writes wrote written writing
        """.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(forms => forms[0]);

    // Of several syllables, with the stress on the last.
    private static readonly HashSet<string> _doubled = ["handcuff", "unplug", "admit", "commit", "permit", "control", "kidnap"];

    /// <summary>Every form.</summary>
    public static IEnumerable<string> All(string verb) => _irregular.TryGetValue(verb, out var forms) ? forms.Distinct() : [verb, Third(verb), Past(verb), Continuous(verb)];

    /// <summary>As after "to" and in the present.</summary>
    public static IEnumerable<string> Present(string verb) => [verb, _irregular.TryGetValue(verb, out var forms) ? forms[1] : Third(verb)];

    /// <summary>What was done, also as after "was".</summary>
    public static IEnumerable<string> Done(string verb) => _irregular.TryGetValue(verb, out var forms) ? [forms[2], forms[3], .. forms.Skip(5).Where(form => !form.EndsWith('n'))] : [Past(verb)];

    /// <summary>What is being done.</summary>
    public static string Continuous(string verb) => _irregular.TryGetValue(verb, out var forms) ? forms[4]
        : verb.EndsWith("ie") ? verb[..^2] + "ying"
        : verb.EndsWith('e') && !verb.EndsWith("ee") && !verb.EndsWith("ye") && !verb.EndsWith("oe") ? verb[..^1] + "ing"
        : Doubled(verb) + "ing";

    private static string Third(string verb) => EndsInConsonantAndY(verb) ? verb[..^1] + "ies"
        : verb.EndsWith('s') || verb.EndsWith('x') || verb.EndsWith('z') || verb.EndsWith("ch") || verb.EndsWith("sh") ? verb + "es"
        : verb + "s";

    private static string Past(string verb) => EndsInConsonantAndY(verb) ? verb[..^1] + "ied"
        : verb.EndsWith('e') ? verb + "d"
        : Doubled(verb) + "ed";

    private static bool EndsInConsonantAndY(string verb) => verb.Length > 1 && verb[^1] == 'y' && !Vowels.Contains(verb[^2]);

    private static string Doubled(string verb) => _doubled.Contains(verb) || IsShort(verb) ? verb + verb[^1] : verb;

    // One vowel, and one consonant behind it.
    private static bool IsShort(string verb) => verb.Length > 2 && !Vowels.Contains(verb[^1]) && verb[^1] is not ('w' or 'x' or 'y') && Vowels.Contains(verb[^2])
        && (!Vowels.Contains(verb[^3]) || (verb.Length > 3 && verb[^4] == 'q')) && verb.Count(Vowels.Contains) == (verb.Contains("qu") ? 2 : 1);
}
