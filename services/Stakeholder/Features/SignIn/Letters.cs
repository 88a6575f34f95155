using CoProduction.Shared.Mail;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>What emails about signing in say. The address template has {secret} where the secret goes.</summary>
internal static class Letters
{
    public static Letter SignIn(string email, string name, string addressTemplate, string secret) => new(email, "Your link to sign in",
        $"""
        {Greeting(name)}

        somebody, we hope you, asked for a link to sign in. It works once, in the next half hour:

        {Address(addressTemplate, secret)}

        If this was not you, you need do nothing. Nobody can sign in without this link.
        """);

    public static Letter Invitation(string email, string name, string addressTemplate, string secret) => new(email, "You are invited to take part",
        $"""
        {Greeting(name)}

        you are invited to take part in CoProduction. This link lets you in. It works once, in the next seven days:

        {Address(addressTemplate, secret)}

        If you did not expect this, ask whoever invited you.
        """);

    public static Letter TokenRunsOut(string email, string name, string token, DateTime expiresAt) => new(email, "A token for a program runs out soon",
        $"""
        {Greeting(name)}

        a token in CoProduction that is yours runs out on {Days.InWords(expiresAt)}. It is the one for this program:

        {PlainText.OneLine(token)}

        If the program is to go on, make a new token and put it into the program's settings. You find the page at the foot of every page: "For programs: tokens".
        You hear of this once.
        """);

    // Names from before they were held to one line are in the database still.
    private static string Greeting(string name) => $"Hello {PlainText.OneLine(name)},";

    private static string Address(string template, string secret) => PlainText.OneLine(template).Replace("{secret}", secret);
}
