using CoProduction.Shared.Mail;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>What emails about signing in say. The address template has {secret} where the secret goes.</summary>
internal static class Letters
{
    public static Letter SignIn(string email, string name, string addressTemplate, string secret) => new(email, "Your link to sign in",
        $"""
        Hello {name},

        somebody, we hope you, asked for a link to sign in. It works once, in the next half hour:

        {Address(addressTemplate, secret)}

        If this was not you, you need do nothing. Nobody can sign in without this link.
        """);

    public static Letter Invitation(string email, string name, string addressTemplate, string secret) => new(email, "You are invited to take part",
        $"""
        Hello {name},

        you are invited to take part in CoProduction. This link lets you in. It works once, in the next seven days:

        {Address(addressTemplate, secret)}

        If you did not expect this, ask whoever invited you.
        """);

    private static string Address(string template, string secret) => template.Replace("{secret}", secret);
}
