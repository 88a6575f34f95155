using System.Globalization;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Web;

/// <summary>What is said of telling people, in plain words.</summary>
internal static class EngageWords
{
    public static IReadOnlyList<(string Value, string Words)> AnswersAtOnce { get; } = Choices(
        InvitationAnswer.Waiting, InvitationAnswer.Yes, InvitationAnswer.No, InvitationAnswer.Informed, InvitationAnswer.Later, InvitationAnswer.NotReached);

    public static IReadOnlyList<(string Value, string Words)> Answers { get; } = [.. AnswersAtOnce, .. Choices(InvitationAnswer.NoneCame, InvitationAnswer.Mistake)];

    public static IReadOnlyList<(string Value, string Words)> BarrierStates { get; } =
        [.. new[] { BarrierState.Removed, BarrierState.Stays, BarrierState.Stands }.Select(state => (state.ToString(), Of(state)))];

    public static string Of(InvitationAnswer answer) => answer switch
    {
        InvitationAnswer.Waiting => "No answer yet",
        InvitationAnswer.Yes => "Yes",
        InvitationAnswer.No => "No",
        InvitationAnswer.Informed => "Wants to be kept informed",
        InvitationAnswer.NotReached => "Could not be reached",
        InvitationAnswer.Later => "Not now, perhaps later",
        InvitationAnswer.NoneCame => "No answer came",
        _ => "Written down by mistake: does not count",
    };

    public static string Of(BarrierState state) => state switch
    {
        BarrierState.Removed => "It is removed",
        BarrierState.Stays => "It stays, and we say why",
        _ => "It stands",
    };

    public static IReadOnlyList<InterestOutcome> Outcomes { get; } = [InterestOutcome.TakesPart, InterestOutcome.NoPlace, InterestOutcome.Open];

    public static IReadOnlyList<(string Value, string Words)> Pays { get; } =
        [.. new[] { OpportunityPay.Paid, OpportunityPay.Expenses, OpportunityPay.Neither }.Select(pay => (pay.ToString(), Of(pay)))];

    public static string Of(OpportunityPay pay) => pay switch
    {
        OpportunityPay.Paid => "Paid",
        OpportunityPay.Expenses => "Not paid, but expenses are met",
        _ => "Neither pay nor expenses",
    };

    public static string Of(InterestOutcome outcome) => outcome switch
    {
        InterestOutcome.Open => "Not decided yet",
        InterestOutcome.TakesPart => "Takes part",
        InterestOutcome.NoPlace => "No place this time",
        _ => "Taken back",
    };

    /// <summary>To the person themself.</summary>
    public static string Mine(InterestOutcome outcome) => outcome switch
    {
        InterestOutcome.Open => "You have said that you would like to",
        InterestOutcome.TakesPart => "You take part",
        InterestOutcome.NoPlace => "There was no place this time",
        _ => "You have taken it back",
    };

    public static string Closing(Opportunity opportunity) => opportunity switch
    {
        { EndedOn.Length: > 0 } => "It has ended.",
        { IsOpen: false } => "It is closed.",
        { Fields.ClosesOn.Length: > 0 } => $"Say yes by {ProjectWords.Day(opportunity.Fields.ClosesOn)}.",
        _ => "No last day is set.",
    };

    /// <summary>How many of a group have been told, as far as that can be known.</summary>
    public static string Told(GroupEngagement group)
    {
        if (group.ToldAtMost == 0)
            return "Nobody yet";
        var people = group.ToldAtLeast == group.ToldAtMost ? $"About {Names.Number(group.ToldAtMost)}" : $"Between {Names.Number(group.ToldAtLeast)} and {Names.Number(group.ToldAtMost)}";
        return group.HasShareAtMost
            ? $"{people} of about {Names.Number(group.EstimatedSize)} people, at most {Percent(group.ShareAtMost)} in 100"
            : $"{people} people. Nobody has said how many the group has.";
    }

    private static string Percent(double share) => Math.Ceiling(share * 100).ToString("0", CultureInfo.InvariantCulture);

    private static IReadOnlyList<(string Value, string Words)> Choices(params InvitationAnswer[] answers) => [.. answers.Select(answer => (answer.ToString(), Of(answer)))];
}
