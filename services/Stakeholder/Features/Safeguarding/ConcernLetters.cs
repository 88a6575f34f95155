using CoProduction.Shared.Mail;
using CoProduction.Shared.Requests;

namespace CoProduction.Stakeholder.Features.Safeguarding;

/// <summary>What emails to responders say: that something waits, and until when. Not a word of what anybody wrote, nor of which project it is.</summary>
internal static class ConcernLetters
{
    public static Letter Waits(string email, string name, int concerns, string dueBy, bool isLate) => new(
        email, isLate ? "Late: something that may be about harm has not been looked at" : "Something that may be about harm needs you",
        $"""
        Hello {PlainText.OneLine(name)},

        {(concerns == 1 ? "somebody's words may tell of harm" : $"the words of {concerns} people or more may tell of harm")}. {(isLate ? "The time by which somebody was to look has passed." : $"Somebody has to look by {dueBy}.")}

        Sign in to CoProduction now. It stands at the top of every page: "May be about harm".

        If somebody may be in danger, call 999.
        """);
}
