using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Host.Sample;

/// <summary>Somebody made up for each role, as whom anybody may look round the sample.</summary>
internal static class SamplePeople
{
    private static readonly (string Name, string Role)[] _people =
    [
        ("Ada, administrator", Roles.Administrator),
        ("Femi, facilitator", Roles.Facilitator),
        ("Ana, analyst", Roles.Analyst),
        ("Sol, sponsor", Roles.Sponsor),
        ("Mina, member with lived experience", Roles.Member),
        ("Rosa, responder for safeguarding", Roles.Responder),
        ("Finn, finance officer", Roles.FinanceOfficer),
        ("April, approver", Roles.Approver),
        ("Ivy, ICS viewer", Roles.IcsViewer),
    ];

    /// <summary>Makes those who are missing.</summary>
    public static async Task CreateAsync(AccessService.AccessServiceClient access, CancellationToken cancel)
    {
        foreach (var (name, role) in _people)
            await GrantAsync(access, name, role, "", cancel);
        var mina = (await access.ResolveAccountAsync(new() { AccountName = AccountOf(Roles.Member) }, cancellationToken: cancel)).Account.PersonId;
        await GrantAsync(access, "Sunny, supporter of Mina", Roles.Supporter, mina, cancel);
    }

    private static async Task GrantAsync(AccessService.AccessServiceClient access, string name, string role, string supports, CancellationToken cancel)
    {
        var request = new GrantMembershipRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            AccountName = AccountOf(role),
            DisplayName = name,
            Roles = { role },
            Demo = true,
            SupportsPersonId = supports,
        };
        if (supports.Length > 0)
            request.SupportScopes.Add("my_page");
        await access.GrantMembershipAsync(request, cancellationToken: cancel);
    }

    /// <summary>The sign-in name of the one with this role.</summary>
    public static string AccountOf(string role) => $"sample-{role}";
}
