using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.ApiTokens;
using CoProduction.Stakeholder.Features.Members;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Google.Protobuf;

namespace CoProduction.Stakeholder.Features.OwnData;

/// <summary>Forgets somebody for good. What others rest on, totals above all, stays without their name.</summary>
internal sealed class ErasePerson(TenantDatabase database, Commands commands)
{
    private const string Permission = "person.erase";

    public async Task<GetErasureResponse> HandleAsync(GetErasureRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var whose = await Whose.MayReadAsync(transaction, request.PersonId, Permission, cancel);
        ExportPerson.RequireNoSupporter(whose);
        var response = new GetErasureResponse();
        foreach (var part in PersonalParts.All)
        {
            // How much somebody said is theirs to know, and whether they did.
            var isTold = whose.IsOwn || !part.OwnOnly;
            var rows = isTold ? await transaction.GetAsync<long>($"SELECT count(*) FROM ({part.Rows}) r", new { transaction.PartnershipId, whose.PersonId, whose.IsOwn }, cancel) : 0;
            if (rows > 0 || !isTold)
                response.Parts.Add(new ErasurePart { Title = part.Title, Ending = part.Ending, Words = part.Words, Rows = rows });
        }
        if (!whose.IsOwn)
            await transaction.AuditAsync("person.erasure-read", "person", whose.PersonId, "", cancel, forPersonId: whose.PersonId);
        await transaction.CommitAsync(cancel);
        return response;
    }

    public Task<ErasePersonResponse> HandleAsync(ErasePersonRequest request, Caller caller, CancellationToken cancel) =>
        commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            // One at a time, as all changes of members: the last administrator stays.
            await Members.Membership.LockAsync(transaction, cancel);
            var whose = await Whose.MayReadAsync(transaction, request.PersonId, Permission, cancel);
            ExportPerson.RequireNoSupporter(whose);
            if (!request.Sure)
                throw Problem.Invalid("sure", "Tick this when you are sure. It cannot be undone.");
            if (!whose.IsOwn && !request.TheyAsked)
                throw Problem.Invalid("they_asked", "Tick this when they have asked for it themselves.");
            await EraseAsync(transaction, whose.PersonId, cancel);
            await transaction.PublishAsync(new PersonErased { PersonId = whose.PersonId.ToString() }, whose.PersonId, 1, cancel);
            await transaction.AuditAsync("person.erase", "person", whose.PersonId, "", cancel, forPersonId: whose.PersonId);
            return new ErasePersonResponse();
        }, cancel);

    private static async Task EraseAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel)
    {
        var key = new { transaction.PartnershipId, personId };
        // Waits for whoever is writing something down about them, and whoever comes next finds nobody.
        await transaction.ExecuteAsync("SELECT 1 FROM person WHERE partnership_id = @PartnershipId AND person_id = @personId FOR UPDATE", key, cancel);
        var member = await MemberRow.FindAsync(transaction, personId, cancel);
        // A partnership that gives them roles at this moment waits here, or is seen.
        await transaction.ExecuteAsync("SELECT 1 FROM account WHERE person_id = @personId FOR UPDATE", key, cancel);
        var signInGoes = await transaction.GetAsync<bool>(
            "SELECT NOT works_elsewhere(@personId, @PartnershipId) AND NOT EXISTS (SELECT 1 FROM account WHERE person_id = @personId AND operator)", key, cancel);
        var traces = await transaction.QueryAsync<string>(
            """
            SELECT display_name FROM person WHERE partnership_id = @PartnershipId AND person_id = @personId UNION SELECT display_name FROM account WHERE person_id = @personId
            """, key, cancel);
        var parameters = new { transaction.PartnershipId, personId, transaction.Now, today = Days.Today(transaction), nobody = Forgotten.Name, signInGoes };
        foreach (var part in PersonalParts.All.Where(part => part.Erase is not null))
            await transaction.ExecuteAsync(part.Erase!, parameters, cancel);
        await Members.Membership.RequireAdministratorAsync(transaction, member, cancel);
        await TokenOwner.EndTokensAsync(transaction, personId, cancel);
        // Answers that are kept for a few days, so that a repeat does nothing twice, may hold what they said.
        await transaction.ExecuteAsync(
            """
            UPDATE request SET response = '' WHERE partnership_id = @PartnershipId AND response IS NOT NULL
              AND EXISTS (SELECT FROM unnest(@traces) AS trace WHERE position(trace IN response) > 0)
            """,
            new { transaction.PartnershipId, traces = traces.Append(personId.ToString()).Select(AsInAnswer).ToArray() }, cancel);
    }

    // Its length first: a short name is not taken for a piece of other words.
    private static byte[] AsInAnswer(string text)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
            output.WriteString(text);
        return bytes.ToArray();
    }
}
