using System.Text.RegularExpressions;
using CoProduction.Review.V1;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Hints;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Features.StatementBank;

/// <summary>What somebody wants in the bank, checked: a draft must be fit to be read out as it is.</summary>
internal sealed partial record BankEntryFields(short Question, string Topic, string[] Words, string Wording)
{
    private const int MostWords = 10;

    public static BankEntryFields From(Question question, string topic, IEnumerable<string> words, string wording)
    {
        if (question is not (V1.Question.Working or V1.Question.NotWorking or V1.Question.Future))
            throw Problem.Invalid("question", "Choose which question it answers.");
        return new((short)question, Parse.Text(topic, "topic", 60, "Say in a word or two what it is about."), WordsFrom(words), WordingFrom(wording, question));
    }

    private static string[] WordsFrom(IEnumerable<string> words)
    {
        var distinct = words.Select(word => Spaces().Replace(word.Trim(), " ").ToLowerInvariant().Replace('’', '\'')).Where(word => word.Length > 0).Distinct().ToArray();
        if (distinct.Length is 0 or > MostWords)
            throw Problem.Invalid("words", $"Give 1 to {MostWords} words that people use for it, with commas between.");
        return Array.Find(distinct, word => !ShortPhrase().IsMatch(word)) is { } odd
            ? throw Problem.Invalid("words", $"“{(odd.Length > 60 ? odd[..60] + "…" : odd)}” will not do: use words, or phrases of up to three words.")
            : distinct;
    }

    private static string WordingFrom(string wording, Question question)
    {
        var text = Spaces().Replace(Parse.Text(wording, "wording", 120, "Write the “I” statement."), " ");
        if (!char.IsPunctuation(text[^1]))
            text += ".";
        if (text.TrimEnd('.').AsSpan().ContainsAny(".!?") || text[^1] != '.')
            throw Problem.Invalid("wording", "Write one sentence.");
        if (!FirstPerson().IsMatch(text))
            throw Problem.Invalid("wording", "Write it as somebody would say it of themselves, with “I”, “my”, “me”, “we” or “our”.");
        if (question == V1.Question.Future && !text.StartsWith("I want ", StringComparison.Ordinal))
            throw Problem.Invalid("wording", "Begin a wish with “I want”.");
        if (Past().IsMatch(text))
            throw Problem.Invalid("wording", "Write how it is now, not how it was.");
        if (HoldBackHints.Find(text).Any(hint => hint.Identifies))
            throw Problem.Invalid("wording", "Leave out names and anything else that tells who somebody is.");
        return text;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(?=.{1,40}$)[\p{L}'\-]+(?: [\p{L}'\-]+){0,2}$")]
    private static partial Regex ShortPhrase();

    [GeneratedRegex(@"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Uu]s|[Oo]ur)\b")]
    private static partial Regex FirstPerson();

    [GeneratedRegex(@"\b(?:I|we|they|it|there) (?:was|were|had|did|used to)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Past();
}
