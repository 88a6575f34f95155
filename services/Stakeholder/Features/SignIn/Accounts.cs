using System.Text.Json;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>Accounts by sign-in name, and where their people have roles.</summary>
internal sealed class Accounts(TenantDatabase database)
{
    public async Task<ResolveAccountResponse> HandleAsync(ResolveAccountRequest request, Caller caller, CancellationToken cancel)
    {
        var name = Parse.Text(request.AccountName, "account_name", 100, "Give the sign-in name.");
        // Nobody's partnership: accounts have none, and memberships are asked for through a function of their own.
        await using var transaction = await database.BeginAsync(caller, Guid.Empty, cancel);
        var row = await FindAsync(transaction, name, cancel) ?? throw Problem.NotFound("account");
        return new() { Account = row.With(await MembershipsAsync(transaction, row.PersonId, cancel)) };
    }

    public static Task<Row?> FindAsync(TenantTransaction transaction, string name, CancellationToken cancel) => transaction.FindAsync<Row>(
        "SELECT person_id, account_name, display_name, email, password_hash, must_set_password, demo FROM account WHERE lower(account_name) = lower(@name)",
        new { name }, cancel);

    public static async Task<List<Membership>> MembershipsAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel) =>
        (await transaction.QueryAsync<MembershipRow>(
            "SELECT partnership_id, partnership_name, roles, projects::text AS projects FROM memberships_of(@personId)", new { personId }, cancel))
        .ConvertAll(row => row.ToMembership());

    /// <summary>Roles by project, as the database gives them in JSON.</summary>
    public static IEnumerable<ProjectRoles> ProjectsFrom(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(json)!.Select(project => new ProjectRoles { ProjectId = project.Key, Roles = { project.Value } });

    internal sealed record Row(Guid PersonId, string AccountName, string DisplayName, string? Email, string? PasswordHash, bool MustSetPassword, bool Demo)
    {
        public Account With(params IEnumerable<Membership> memberships) =>
            new() { PersonId = PersonId.ToString(), AccountName = AccountName, DisplayName = DisplayName, Memberships = { memberships } };
    }

    // Set by name, not by constructor: the driver gives the type of an array only when it is read.
    private sealed record MembershipRow
    {
        public Guid PartnershipId { get; init; }

        public string PartnershipName { get; init; } = "";

        public string[] Roles { get; init; } = [];

        public string Projects { get; init; } = "{}";

        public Membership ToMembership() =>
            new() { PartnershipId = PartnershipId.ToString(), PartnershipName = PartnershipName, Roles = { Roles }, Projects = { ProjectsFrom(Projects) } };
    }
}
