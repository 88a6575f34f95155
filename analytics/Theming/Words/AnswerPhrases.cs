using System.Collections.Frozen;

namespace CoProduction.Analytics.Theming;

/// <summary>What a phrase of an answer says.</summary>
internal enum AnswerPart
{
    /// <summary>No phrase that is known.</summary>
    None,

    /// <summary>It says nothing by itself: "at the moment", "thanks".</summary>
    Filler,

    /// <summary>It says nothing by itself, and needs something after it: "I have".</summary>
    Lead,

    /// <summary>It declines, or says that there is no answer: "n/a", "not provided".</summary>
    Refusal,

    /// <summary>It says that there is nothing.</summary>
    Nothing,
}

/// <summary>
/// The phrases of which answers without a topic are made, without apostrophes. In a line a choice of words stands between bars, "~" for none of them, and "_" for a space in a choice.
/// </summary>
internal static class AnswerPhrases
{
    private const string Nothings = """
        no|nope|nah|naw|none|nothing|nowt|nought|zilch|zero|nada|non|nothin|nuthin|nuffin|nothink|nothng|nuthing
        nothing|none|nowt|not_anything|not_any really|much|currently|more|else|further|particular|particularly|specific|specifically|special|now|whatsoever
        nothing|none|not_anything ~|more|else|further|much|specific|new|really|particular to add|say|report|mention|note|share|comment|comment_on|declare|tell_you
        nothing|none|not_anything ~|more|else|further|much to_add to this|that|the_above|what_i_said|my_answer|my_previous_answer|my_last_answer
        nothing|none|nowt|not ~|that|which comes|springs to_mind
        not really|much|a_thing|a_single_thing|a_lot|alot|anything|any|particularly|especially|specifically|yet|currently|today|so_far|as_yet|now|right_now|just_now|for_now
        not at_the_moment|at_this_moment|at_present|at_this_time|at_this_stage|at_this_point|to_my_knowledge|that_i_know_of|that_i_know|as_far_as_i_was_concerned|as_far_as_im_concerned|as_far_as_i_know|that_im_aware_of|that_i_am_aware_of
        comments|comment|answer|feedback|response none|nothing|no
        not ~|that|anything|anything_that|any|any_that i can|could|cld think_of|know_of
        cant|cannot|can_not|couldnt|could_not|unable_to|struggling_to|not_able_to ~|really|honestly think_of|say|name|see|suggest|identify anything|any|one|a_thing|nothing|anything_else|anything_specific|anything_particular|anything_in_particular
        dont|do_not|didnt|did_not|havent|have_not|havent_got|have_not_got ~|really ~|have|think_of|see|know_of any|anything|anything_else|anything_specific
        dont|do_not ~|really think_so|think_there_is|think_there_is_anything
        isnt|arent|is_not|are_not|there_isnt|there_arent any|anything|anything_else|one
        no ~|further|other|more|additional|new|specific|particular suggestion|suggestions|ideas
        """;

    private const string Refusals = """
        n_a|na|dk|d_k|idk|dna|n_k|nk|null|nil|nan|undefined|tbc|tba|tbd|ditto|same|test|testing|this_is_a_test|asdf|asdfgh|qwerty|nil_return|null_value|object_object
        not|non|isnt|not_really|probably_not applicable|relevant ~|to_me|for_me|to_us|here
        does_not|doesnt|did_not|didnt ~|really apply ~|to_me|to_us|here
        prefer|preferred|rather|would_prefer|choose|chose|wish|want not|not_to|to_not say|answer|comment|disclose|respond|share|state|reply
        decline|declined|refuse|refused|prefer_not|rather_not|skip|skipped|pass ~|to_say|to_answer|to_comment|to_disclose|to_respond
        do_not|dont|did_not|doesnt|dosnt wish|want to_say|to_say_anything|to_answer|to_comment|to_disclose|to_respond|to_share
        cant|cannot|can_not|couldnt ~|really|honestly say|comment|answer|tell|remember|recall|think|judge
        unable_to|not_able_to|hard_to|difficult_to|too_early_to|too_soon_to ~|really say|comment|answer|judge
        dont|do_not|didnt|did_not ~|really|honestly know|remember|recall|understand_the_question|have_an_opinion|have_a_view
        ~|im|i_am|were|we_are unsure|undecided
        dunno|not_known|unknown|no_idea|no_clue|not_a_clue|havent_a_clue|havent_got_a_clue|have_no_idea
        ~|im|i_am|i_was|were|we_are not ~|really|entirely|totally|quite|too|very|so sure|certain|sure_what_to_say|sure_what_to_put|sure_yet
        no|nil|zero ~|further|other|more|additional|new|written|obvious|specific|particular|text|free_text|valid comment|comments|answer|answers|response|responses|reply|feedback|opinion|opinions|view|views|preference|remarks|observations|thoughts
        no|nil ~|further|other comment|comments|answer|answers|response|responses|reply|data|text|value|entry ~|was|were given|provided|received|recorded|supplied|made|left|entered|available|added|stated|submitted|found|specified
        no data|text|value|entry
        not given|provided|recorded|supplied|entered|available|stated|specified|selected|completed|answered|disclosed|set|submitted|reported|filled_in|declared
        none given|provided|recorded|supplied|entered|stated|specified|selected|submitted|reported|declared|known|of_the_above|of_these
        did_not|respondent_did_not|participant_did_not answer|respond|comment|provide_an_answer|provide_a_response|answer_the_question|answer_this_question
        question|respondent|participant|respondent_has|participant_has skipped|declined|refused ~|this_question|the_question|question|to_answer|to_respond|to_comment
        ~|this_page|page|question|answer|response|field|box|space|cell|value|data ~|is|was ~|intentionally|deliberately left_blank|blank|unanswered|missing|omitted ~|value|data|response|field|cell|text|answer
        empty text|value|field|cell|answer|response|string
        other_please_specify|other_please_state|please_specify|please_state|please_select|select_an_option|choose_an_option|please_choose
        click|click_here|click_or_tap_here|tap_here|type|enter to_enter_text|your_answer|text_here|answer_here|your_text
        as|same|same_as|see|please_see|see_my|refer_to|as_per|my ~|the|stated|said|for_all|answer_to|answer_to_the ~|previous|other|last|above above|before|previous|previously|earlier|answer|answers|comment|comments|response|question|questions|q
        see|as|please_see|please_find|please_find_the|see_the|here_is|here_is_the|heres|heres_the ~|attached|enclosed|following attached|enclosed|attachment|below|link|links|file|document|letter|email|report|website|page|photo|photos|picture|pictures
        see|please_see|link|links|attached|attachment|see_here|link_here|here_is_a_link|heres_a_link
        """;

    // Only before what they lead to.
    private const string Leads = """
        i|we have|ive|had|have_got|would_say|would_have_to_say|think|guess|suppose|can_say|believe
        i|ive|id|we|weve|would|it_is|its|there|theres|theres_really|there_is|there_are|there_was|there_has_been|ive_got|got|it_was
        my answer|comment|answer_is
        """;

    private const string Fillers = """
        at|as_of|as_at|for|up_to|until the|this|that ~|present|very moment|minute|mo|time|stage|point|second ~|in_time
        at_present|right_now|just_now|just_yet|now|currently|presently|yet|as_yet|so_far|thus_far|to_date|until_now|today|atm|as_it_stands|on_this_occasion|this_time|for_the_time_being|for_now|as_of_now
        at|for the|this present|moment|point|stage ~|time|in_time
        thanks|thank_you|thankyou|thank_u|thx|ty|cheers|ta ~|very_much|so_much|a_lot|again|anyway|all|everyone|kindly|for_asking|ever_so_much|both|you
        many_thanks|much_appreciated|please|sorry|im_afraid|i_am_afraid
        for|from|by me|us|myself
        in_my_case|in_our_case|in_my_situation|in_my_opinion|imo|off_hand|offhand|as|i_mean|at_moment|can_think_of|on_my_part|personally|really|honestly|literally|absolutely|truthfully|genuinely|actually|basically|seriously|simply|just|quite|pretty_much|virtually|practically|definitely|certainly|probably|possibly|perhaps|maybe|obviously|unfortunately|sadly|frankly|well|oh|ooh|ah|er|erm|em|um|umm|uh|uhm|hmm|hm|mm|so|ok|okay|lol|haha|ha|tbh|tbf|afaik|x|xx|xxx|and|or|but|then|also|yes|yeah
        to_be|being|if_im|if_i_am|im_being|to_be_perfectly|to_be_quite|to_be_completely|to_be_totally honest|fair|truthful|frank
        in_all_honesty|in_truth|to_tell_the_truth|in_general|generally|overall|in_particular|at_all|whatsoever|whatever|of_note
        ~|that|which|what i|we can|could|cld|am_able_to ~|really|honestly|immediately|currently think_of|thing_of|think_about|think|see|recall|remember|name
        ~|that i|we know|know_of|recall|remember
        ~|that|which im|i_am|were|we_are aware_of
        ~|that|which comes|springs|jumps ~|immediately|readily to_mind
        off|from the top of my head
        as_far_as|so_far_as i|im|i_am know|aware|can_tell|can_see|can_remember|concerned
        to_my_knowledge|to_the_best_of_my_knowledge|to_add|to_say|to_report|to_mention|to_comment_on|that_i_want_to_add|i_want_to_add|id_like_to_add
        mate|love|duck|dear|hun|pal
        """;

    private static readonly FrozenDictionary<string, AnswerPart> s_parts = Read();
    private static readonly FrozenDictionary<string, AnswerPart>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_parts.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_firstWords =
        s_parts.Keys.Select(phrase => phrase.Split(' ')[0]).ToFrozenSet().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The longest phrase has so many words.</summary>
    public static int MostWords { get; } = s_parts.Keys.Max(phrase => phrase.Count(c => c == ' ') + 1);

    /// <summary>What the phrase says, its words with one space between.</summary>
    public static AnswerPart Of(ReadOnlySpan<char> phrase) => s_lookup.TryGetValue(phrase, out AnswerPart part) ? part : AnswerPart.None;

    /// <summary>Whether a phrase begins with this word.</summary>
    public static bool CanBegin(ReadOnlySpan<char> word) => s_firstWords.Contains(word);

    private static FrozenDictionary<string, AnswerPart> Read()
    {
        var parts = new Dictionary<string, AnswerPart>();
        foreach (var (lines, part) in new[] { (Fillers, AnswerPart.Filler), (Leads, AnswerPart.Lead), (Refusals, AnswerPart.Refusal), (Nothings, AnswerPart.Nothing) })
            foreach (string line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                foreach (string phrase in Choices(line)) parts[phrase] = part;
        parts.Remove("");
        return parts.ToFrozenDictionary();
    }

    private static IEnumerable<string> Choices(string line) => line.Split(' ').Aggregate<string, IEnumerable<string>>(
        [""], (before, choice) => before.SelectMany(begun => choice.Split('|').Select(words => words == "~" ? begun : $"{begun} {words.Replace('_', ' ')}".TrimStart())));
}
