using CoProduction.Stakeholder.V1;

namespace CoProduction.Gateway.Web;

/// <summary>What is said of what people say, and of answers, in plain words.</summary>
internal static class VoiceWords
{
    public static IReadOnlyList<(string Value, string Words)> Outcomes { get; } =
        [.. new[] { VoiceOutcome.Changed, VoiceOutcome.Partly, VoiceOutcome.NotChanged }.Select(one => (one.ToString(), Of(one)))];

    public static IReadOnlyList<(string Value, string Words)> Decisions { get; } =
    [
        (nameof(VoiceDecision.Clear), "Clear it: it can be seen in the project as it is"),
        (nameof(VoiceDecision.Redact), "Clear it with other words: those below take the place of theirs, which are not kept"),
        (nameof(VoiceDecision.SetAside), "Set it aside: nobody in the project sees it, and the person is told why"),
        (nameof(VoiceDecision.Refer), "Give it to safeguarding: the responders are told at once, and it is not shown here afterwards"),
    ];

    public static IReadOnlyList<(string Value, string Words)> Kinds { get; } =
        [(nameof(VoiceKind.Saying), "Say something"), (nameof(VoiceKind.Challenge), "Disagree with something that was decided")];

    public static IReadOnlyList<(string Value, string Words)> WaysIn { get; } =
        [.. new[] { CameBy.Telephone, CameBy.Letter, CameBy.InPerson }.Select(one => (one.ToString(), Of(one)))];

    public static string Of(VoiceOutcome outcome) => outcome switch
    {
        VoiceOutcome.Changed => "It is changed",
        VoiceOutcome.Partly => "It is partly changed",
        VoiceOutcome.NotChanged => "It is not changed",
        _ => "",
    };

    public static string Of(CameBy cameBy) => cameBy switch
    {
        CameBy.SignedIn => "By somebody who takes part",
        CameBy.Telephone => "On the telephone",
        CameBy.Letter => "In a letter",
        CameBy.InPerson => "In person",
        _ => "Through the open channel",
    };

    /// <summary>How a message stands, for whoever said it.</summary>
    public static string StandingOf(VoiceMessage message) => message switch
    {
        { State: VoiceState.Referred } => "A person has read it, and gave it to people whose work is to keep others safe.",
        { State: VoiceState.SetAside } => "A person has read it, and did not put it before the project.",
        { IsOverdue: true } => $"You should have had an answer by {ProjectWords.Day(message.AnswerBy)}. It is late, and we are sorry.",
        { State: VoiceState.Held } => $"It has arrived. A person has still to read it. You are answered by {ProjectWords.Day(message.AnswerBy)}.",
        { NotSatisfiedOn.Length: > 0, Answers.Count: 1 } => $"You said that you are not satisfied. Somebody else answers by {ProjectWords.Day(message.AnswerBy)}.",
        { Answers.Count: > 0 } => "It is answered.",
        _ => $"A person has read it and put it before the project. You are answered by {ProjectWords.Day(message.AnswerBy)}.",
    };

    /// <summary>Whether the project owes an answer.</summary>
    public static bool IsOwed(VoiceMessage message) => message.State == VoiceState.Cleared && message.Answers.Count < (message.NotSatisfiedOn.Length > 0 ? 2 : 1);

    /// <summary>Whether its person can still say "I am not satisfied".</summary>
    public static bool MayAskAgain(VoiceMessage message) => message is { State: VoiceState.Cleared, Answers.Count: 1, NotSatisfiedOn.Length: 0 };

    /// <summary>Of the whole project, in one line.</summary>
    public static string Of(VoiceFigures figures) => figures.CameIn == 0
        ? "Nobody has said anything yet."
        : $"{Names.Count(figures.CameIn, "message has", "messages have")} come in. {Names.Number(figures.Answered)} answered, {Names.Number(figures.Waiting)} waiting for an answer, {Names.Number(figures.Held)} to be read first.{(figures.Overdue > 0 ? $" {Names.Number(figures.Overdue)} past the day that was promised." : "")}";
}
