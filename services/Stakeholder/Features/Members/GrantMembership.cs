using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Mail;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.ApiTokens;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Members;

/// <summary>Gives somebody roles, in the place of those that they had here.</summary>
internal sealed class GrantMembership(Commands commands, MailQueue mail)
{
    public async Task<GrantMembershipResponse> HandleAsync(GrantMembershipRequest request, Caller caller, CancellationToken cancel)
    {
        var wanted = Wanted.From(request);
        if (wanted.Demo && !caller.Roles.Contains(Roles.System))
            throw Problem.Invalid("demo", "Only whoever runs the installation makes the sample's people.");
        var secret = "";
        var response = await commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await Membership.LockAsync(transaction, cancel);
            // Where else somebody works is not this partnership's to know: the answer holds its own membership only.
            var partnershipName = await transaction.FindAsync<string>(
                "SELECT name FROM partnership WHERE partnership_id = @PartnershipId", new { transaction.PartnershipId }, cancel)
                ?? throw Problem.NotFound("partnership");
            var isNew = await CreateAccountAsync(transaction, wanted, cancel);
            var account = await Accounts.FindAsync(transaction, wanted.AccountName, cancel) ?? throw HasOne();
            if (wanted.PersonId is { } inRegister && account.PersonId != inRegister)
                throw OfAnother();
            if (!isNew)
                await RequireKnownAsync(transaction, account.PersonId, cancel);
            await Register.EnsureAsync(transaction, account.PersonId, cancel);
            await SetRolesAsync(transaction, account.PersonId, wanted, cancel);
            if (isNew && !wanted.Demo)
                secret = await OneTimeSecrets.CreateLinkAsync(transaction, account.PersonId, OneTimeSecrets.Invitation, cancel);
            return new GrantMembershipResponse { Account = account.With(wanted.ToMembership(transaction.PartnershipId, partnershipName)) };
        }, cancel);
        // Not part of the answer that is kept.
        response.LinkSecret = secret;
        if (secret.Length > 0 && wanted.Email.Length > 0 && request.LinkAddressTemplate.Length > 0)
            mail.Send(Letters.Invitation(wanted.Email, wanted.DisplayName, request.LinkAddressTemplate, secret));
        return response;
    }

    // A person must not be guessed from their id: it is random, not sorted by time.
    private static async Task<bool> CreateAccountAsync(TenantTransaction transaction, Wanted wanted, CancellationToken cancel)
    {
        if (wanted.PersonId is { } inRegister)
            await PersonRow.GetAsync(transaction, inRegister, cancel);
        return await transaction.ExecuteAsync(
            """
            INSERT INTO account (person_id, account_name, display_name, email, demo, made_by_id)
            VALUES (@newId, @AccountName, @DisplayName, nullif(@Email, ''), @Demo, @PartnershipId)
            ON CONFLICT DO NOTHING
            """,
            new { newId = wanted.PersonId ?? Guid.NewGuid(), transaction.PartnershipId, wanted.AccountName, wanted.DisplayName, wanted.Email, wanted.Demo }, cancel) > 0;
    }

    // Nothing was made, and nobody has the name: the person has a sign-in under another.
    private static RpcException HasOne() => Problem.Of(StatusCode.FailedPrecondition, "SIGN_IN_OF_ANOTHER", "This person has a sign-in already, under another name.");

    private static RpcException OfAnother() => Problem.Of(StatusCode.FailedPrecondition, "SIGN_IN_OF_ANOTHER",
        "This sign-in name is somebody else's. Choose another name.");

    // Who has an account that was made elsewhere is not known here: whoever made it may have kept the way in.
    private static async Task RequireKnownAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel)
    {
        if (transaction.Caller.Roles.Any(role => role is Roles.System or Roles.Operator))
            return;
        if (!await transaction.GetAsync<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM account WHERE person_id = @personId AND made_by_id = @PartnershipId)
              OR EXISTS (SELECT 1 FROM membership WHERE partnership_id = @PartnershipId AND person_id = @personId)
            """,
            new { transaction.PartnershipId, personId }, cancel))
            throw Problem.Of(StatusCode.FailedPrecondition, "ACCOUNT_ELSEWHERE",
                "There is an account of this sign-in name already, which was not made here. Choose another name, or ask whoever looks after the installation to add this person.");
    }

    private static async Task SetRolesAsync(TenantTransaction transaction, Guid personId, Wanted wanted, CancellationToken cancel)
    {
        var before = await MemberRow.FindAsync(transaction, personId, cancel);
        await Membership.RequireUnchangedAsync(transaction, before, wanted.Etag, cancel);
        var key = new { transaction.PartnershipId, personId, wanted.Roles };
        await transaction.ExecuteAsync(
            """
            INSERT INTO membership (partnership_id, person_id, roles) VALUES (@PartnershipId, @personId, @Roles)
            ON CONFLICT (partnership_id, person_id) DO UPDATE SET roles = excluded.roles;
            DELETE FROM project_membership WHERE partnership_id = @PartnershipId AND person_id = @personId;
            DELETE FROM support WHERE partnership_id = @PartnershipId AND supporter_id = @personId
            """, key, cancel);
        await Membership.RequireAdministratorAsync(transaction, before, cancel);
        await TokenOwner.EndTokensAsync(transaction, personId, cancel);
        foreach (var (projectId, roles) in wanted.Projects)
            await AddProjectAsync(transaction, personId, projectId, roles, cancel);
        if (wanted.Supports is { } supported)
            await AddSupportAsync(transaction, personId, supported, wanted.SupportScopes, cancel);
        var projects = string.Concat(wanted.Projects.Select(project => $"; {project.ProjectId}: {string.Join(',', project.Roles)}"));
        await transaction.AuditAsync("access.grant", "person", personId, string.Join(',', wanted.Roles) + projects, cancel, forPersonId: personId);
    }

    private static async Task AddProjectAsync(TenantTransaction transaction, Guid personId, Guid projectId, string[] roles, CancellationToken cancel)
    {
        var added = await transaction.ExecuteAsync(
            """
            INSERT INTO project_membership (partnership_id, person_id, project_id, roles)
            SELECT partnership_id, @personId, project_id, @roles FROM project WHERE partnership_id = @PartnershipId AND project_id = @projectId
            """,
            new { transaction.PartnershipId, personId, projectId, roles }, cancel);
        if (added == 0)
            throw Problem.NotFound("project");
    }

    private static async Task AddSupportAsync(TenantTransaction transaction, Guid supporterId, Guid personId, string[] scopes, CancellationToken cancel)
    {
        var added = await transaction.ExecuteAsync(
            """
            INSERT INTO support (partnership_id, supporter_id, person_id, scopes)
            SELECT partnership_id, @supporterId, person_id, @scopes FROM person
            WHERE partnership_id = @PartnershipId AND person_id = @personId AND person_id <> @supporterId AND ended_at IS NULL
            """,
            new { transaction.PartnershipId, supporterId, personId, scopes }, cancel);
        if (added == 0)
            throw Problem.Invalid("supports_person_id", "Choose somebody else who takes part here.");
        await transaction.AuditAsync("support.grant", "person", personId, $"by {supporterId}: {string.Join(',', scopes)}", cancel, forPersonId: personId);
    }

    private sealed record Wanted(
        string AccountName, string DisplayName, string Email, string[] Roles, IReadOnlyList<(Guid ProjectId, string[] Roles)> Projects, bool Demo, Guid? Supports,
        string[] SupportScopes, string Etag, Guid? PersonId)
    {
        public static Wanted From(GrantMembershipRequest request)
        {
            var wanted = new Wanted(
                Parse.Text(request.AccountName, "account_name", 100, "Give the sign-in name."),
                Parse.Text(request.DisplayName, "display_name", 200, "Give the name that colleagues see."),
                EmailFrom(request.Email), Known(request.Roles, Shared.Access.Roles.OfPeople, "roles"),
                [.. request.Projects.Select(project => (Parse.Id(project.ProjectId, "projects.project_id"), Known(project.Roles, Shared.Access.Roles.OfProjects, "projects.roles")))],
                request.Demo, Parse.OptionalId(request.SupportsPersonId, "supports_person_id"), Known(request.SupportScopes, SupportScope.All, "support_scopes"), request.Etag,
                Parse.OptionalId(request.PersonId, "person_id"));
            wanted.RequireSomething();
            return wanted;
        }

        public V1.Membership ToMembership(Guid partnershipId, string partnershipName) => new()
        {
            PartnershipId = partnershipId.ToString(),
            PartnershipName = partnershipName,
            Roles = { Roles },
            Projects = { Projects.Select(project => new ProjectRoles { ProjectId = project.ProjectId.ToString(), Roles = { project.Roles } }) },
        };

        private void RequireSomething()
        {
            if (Roles.Length == 0 && Projects.Count == 0)
                throw Problem.Invalid("roles", $"Give one or more of these roles: {string.Join(", ", Shared.Access.Roles.OfPeople.Order())}.");
            if (Roles.Contains(Shared.Access.Roles.Supporter) != Supports is not null)
                throw Problem.Invalid("supports_person_id", "A supporter acts for somebody: say for whom.");
            if (Supports is not null && SupportScopes.Length == 0)
                throw Problem.Invalid("support_scopes", "Say what the supporter may do.");
        }

        private static string EmailFrom(string text)
        {
            var email = Parse.OptionalText(text, "email", 200);
            return email.Length == 0 || MimeKit.MailboxAddress.TryParse(email, out _) && email.Contains('@')
                ? email
                : throw Problem.Invalid("email", "This is no email address. Leave it empty for somebody who has none.");
        }

        private static string[] Known(IEnumerable<string> names, IReadOnlySet<string> all, string field)
        {
            var distinct = names.Distinct().Order().ToArray();
            return distinct.All(all.Contains) ? distinct : throw Problem.Invalid(field, $"Choose from: {string.Join(", ", all.Order())}.");
        }
    }
}
