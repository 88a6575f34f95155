using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Opportunities;

/// <summary>What is said of an opportunity, checked.</summary>
internal sealed record OpportunityWords(
    string Kind, string Title, string What, string Takes, short Pay, string Money, string SayYes, string[] Interests, string LastDay)
{
    private const int MostInterests = 10;
    private const int LongestInterest = 60;

    // Shorter ones stand in nearly every word, and no index finds them.
    private const int ShortestInterest = 3;

    public static OpportunityWords From(OpportunityFields? fields)
    {
        var wanted = fields ?? new();
        return new(
            wanted.Kind.Length > 0 ? wanted.Kind : throw Problem.Invalid("kind", "Choose what kind it is."),
            Parse.Text(wanted.Title, "title", 200, "Give it a title."),
            Parse.Lines(wanted.What, "what", 2000, "Say what it is."),
            Parse.Text(wanted.Takes, "takes", 300, "Say how much time it takes."),
            (short)Parse.Choice(wanted.Pay, "pay", "Choose whether it is paid."),
            Parse.Lines(wanted.Money, "money", 500, "Say what is paid, and how expenses are met."),
            Parse.Lines(wanted.SayYes, "say_yes", 500, "Say how somebody without email can say yes."),
            InterestsFrom(wanted.Interests),
            Parse.OptionalDate(wanted.ClosesOn, "closes_on"));
    }

    private static string[] InterestsFrom(IEnumerable<string> words)
    {
        var kept = words.Select(word => Parse.OptionalText(word, "interests", LongestInterest)).Where(word => word.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        if (kept.Length > MostInterests)
            throw Problem.Invalid("interests", $"These are too many: {MostInterests} at most.");
        return Array.TrueForAll(kept, word => word.Length >= ShortestInterest) ? kept : throw Problem.Invalid("interests", $"Give words of at least {ShortestInterest} letters.");
    }
}
