using System.Collections.Frozen;
using CoProduction.Review.V1;
using CoProduction.Shared.Files;

namespace CoProduction.Review.Intake;

/// <summary>
/// Recognises a question by the few words that name it, in any case, punctuation and numbering, whatever form tools write around it. Words that every such header may have
/// (“what is … in my life?”) are passed over; any other word means that it is something else, such as somebody's own words.
/// </summary>
internal static class HeaderWords
{
    private const int Longest = 200;

    private static readonly FrozenSet<string> _passedOver = (
        "what whats how which is are was were the a an and or s my your you me we us our i their his her they them he she it its that there do does did done could can "
        + "in at of to for about with from on this now right currently at moment really very most more top two three four one first second third "
        + "thing things life lives people person persons point points answer answers statement statements comment comments question questions q no number nr n "
        + "please tell something anything so far today service care support review important matters own words home next year years month months coming ahead "
        + "open ended free text optional required mandatory box write type below here describe explain briefly more detail details us").Split(' ').ToFrozenSet();

    private static readonly FrozenDictionary<string, Question> _questions = Named(
        (Question.Working, "working|work|works|working well|work well|works well|well|going well|go well|goes well|went well|like|likes|good|going good|best|positive|positives|strength|strengths"),
        (Question.NotWorking,
            "not working|not work|not working well|not work well|not going well|not go well|not well|not good|isnt working|isnt working well|isnt going well|arent working|doesnt work|"
            + "not works|notworking|non working|didnt go well|better|work better|be better|be improved|improve|improved|improvement|improvements|improving|needs improving|bad|"
            + "going badly|negative|negatives|problem|problems|wrong|going wrong|went wrong|dont like|dislike|dislikes"),
        (Question.Future,
            "future|futures|wish|wishes|hope|hopes|hope future|wish future|wishes future|hopes future|future wish|future wishes|future hope|future hopes|want|wants|want future|wants future|"
            + "would like|would like future|like future|want happen|want happen future|would like happen|would like happen future|hoping|dream|dreams|goal|goals|aspiration|aspirations|hopes wishes|hopes dreams|"
            + "would like be different|want be different|like be different|be different|different|would like different|would like change|want change|want change future|future goals|going forward|future plans|happen future|should happen future|looking forward"));

    /// <summary>The question that a cell names, or UNSPECIFIED.</summary>
    public static Question QuestionOf(string words) => words.Length <= Longest ? FirstNamed([words, HeaderForms.Bare(words)]) : Question.Unspecified;

    /// <summary>The question that a header names, or UNSPECIFIED.</summary>
    public static Question QuestionOfHeader(string header) => header.Length <= Longest ? FirstNamed(HeaderForms.Of(header)) : Question.Unspecified;

    /// <summary>Whether a cell does no more than name a question, in words that nobody gives for an answer.</summary>
    public static bool IsQuestionName(string words) =>
        QuestionOf(words) != Question.Unspecified && PlainWords.Of(words).Split(' ').Any(word => word is "working" or "notworking" or "future");

    private static Question FirstNamed(IEnumerable<string> forms) => forms.Select(Named).FirstOrDefault(question => question != Question.Unspecified);

    private static Question Named(string words)
    {
        var named = string.Join(' ', PlainWords.Of(words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !_passedOver.Contains(word)));
        return _questions.GetValueOrDefault(named, Question.Unspecified);
    }

    private static FrozenDictionary<string, Question> Named(params (Question Question, string Names)[] questions) =>
        questions.SelectMany(question => question.Names.Split('|').Select(name => (name, question.Question))).ToFrozenDictionary(pair => pair.name, pair => pair.Question);
}
