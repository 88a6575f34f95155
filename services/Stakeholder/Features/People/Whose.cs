using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Members;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>Whose record a call is about, and how the caller stands to them.</summary>
internal sealed record Whose(Guid PersonId, bool IsOwn, bool IsSupporter)
{
    /// <summary>For reading: the caller's own, that of somebody for whom they act, or anybody's with the permission.</summary>
    public static Task<Whose> MayReadAsync(TenantTransaction transaction, string personId, string permission, CancellationToken cancel) =>
        RequireAsync(transaction, personId, permission, asSupporter: true, locking: "", cancel);

    /// <summary>For changing: the caller's own, or anybody's with the permission.</summary>
    // Whoever is being erased meanwhile is there no more when this lock is given.
    public static Task<Whose> MayWriteAsync(TenantTransaction transaction, string personId, string permission, CancellationToken cancel) =>
        RequireAsync(transaction, personId, permission, asSupporter: false, locking: "FOR KEY SHARE", cancel);

    /// <summary>NOT_FOUND when the register has no such person; nobody erases them until the transaction ends.</summary>
    public static async Task RequireThereAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel)
    {
        if (!await IsThereAsync(transaction, personId, cancel))
            throw Problem.NotFound("person");
    }

    /// <summary>Whether the register has such a person; nobody erases them until the transaction ends.</summary>
    public static async Task<bool> IsThereAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel) => await transaction.FindAsync<Guid?>(
        "SELECT person_id FROM person WHERE partnership_id = @PartnershipId AND person_id = @personId AND ended_at IS NULL FOR KEY SHARE",
        new { transaction.PartnershipId, personId }, cancel) is not null;

    /// <summary>PERMISSION_DENIED when somebody asks for what is another's.</summary>
    public static RpcException NotYours() =>
        Problem.Of(StatusCode.PermissionDenied, "NOT_YOURS", "This is about somebody else, and your role does not allow it. Ask whoever looks after your partnership.");

    private static async Task<Whose> RequireAsync(TenantTransaction transaction, string asked, string permission, bool asSupporter, string locking, CancellationToken cancel)
    {
        var me = transaction.Caller.PersonId;
        var personId = Parse.OptionalId(asked, "person_id") ?? me;
        var scopes = personId == me ? null : await ScopesAsync(transaction, personId, cancel);
        var sees = asSupporter && scopes?.Contains(SupportScope.MyPage) == true;
        if (personId != me && !sees && !transaction.Caller.May(permission))
            throw NotYours();
        if (await transaction.FindAsync<Guid?>(
            $"SELECT person_id FROM person WHERE partnership_id = @PartnershipId AND person_id = @personId AND erased_at IS NULL {locking}",
            new { transaction.PartnershipId, personId }, cancel) is null)
            throw Problem.NotFound("person");
        return new(personId, personId == me, scopes is not null);
    }

    private static async Task<HashSet<string>?> ScopesAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel)
    {
        var scopes = await transaction.QueryAsync<string>(
            "SELECT unnest(scopes) FROM support WHERE partnership_id = @PartnershipId AND supporter_id = @me AND person_id = @personId",
            new { transaction.PartnershipId, me = transaction.Caller.PersonId, personId }, cancel);
        return scopes.Count > 0 ? [.. scopes] : null;
    }
}
