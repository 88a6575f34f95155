using CoProduction.Stakeholder.Features.Overview;
using CoProduction.Stakeholder.Features.Projects;

namespace CoProduction.Stakeholder.Features.Flags;

/// <summary>What flags on what people say, and on what they are answered, rest on: numbers and days, never words.</summary>
internal static class VoiceFlags
{
    public static string? MayBeHarm(ProjectFacts facts) =>
        facts.Voice is { MayBeHarm: > 0 and var waiting, MayBeHarmSince: { } since } ? $"{Messages(waiting)} to be read, the first since {Days.InWords(since)}." : null;

    public static string? ChallengeOverdue(ProjectFacts facts) => facts.Voice is { ChallengesOverdue: > 0 and var late, ChallengesOverdueSince: { } since }
        ? $"{(late == 1 ? "1 challenge has" : $"{late} challenges have")} no answer; the first was promised by {Days.InWords(since)}."
        : null;

    public static string? SayingOverdue(ProjectFacts facts) => facts.Voice is { SayingsOverdue: > 0 and var late, SayingsOverdueSince: { } since }
        ? $"{(late == 1 ? "1 message has" : $"{late} messages have")} no answer; the first was promised by {Days.InWords(since)}."
        : null;

    public static string? DecidedBeforehand(ProjectFacts facts) => facts.Voice.DecidedBeforehand switch
    {
        0 => null,
        1 => "1 challenge says so, and what it is about has not been changed as a whole.",
        var challenges => $"{challenges} challenges say so, and what they are about has not been changed as a whole.",
    };

    public static string? AnsweredInTime(ProjectFacts facts) => facts.Voice is { IsOpen: true, Answered: > 0 and var answered, Late: 0, SayingsOverdue: 0, ChallengesOverdue: 0 }
        ? $"The open channel is open. {(answered == 1 ? "1 message is" : $"{answered} messages are")} answered, none of them late, and none waits past its day."
        : null;

    private static string Messages(int number) => number == 1 ? "1 message waits" : $"{number} messages wait";
}
