using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.Projects;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Learning;

/// <summary>What holds for all that people want to learn or had.</summary>
internal static class LearningRow
{
    /// <summary>The code, which must be one of those offered.</summary>
    public static async Task<string> KindAsync(TenantTransaction transaction, string kind, CancellationToken cancel) =>
        (await Choices.KnownAsync(transaction, "learning", [kind], "kind", cancel))[0];

    /// <summary>INVALID_ARGUMENT for a project that the partnership has not, or in which the caller has no part.</summary>
    public static async Task RequireProjectAsync(TenantTransaction transaction, Guid? projectId, CancellationToken cancel)
    {
        if (projectId is not { } id)
            return;
        if (!transaction.Caller.MayIn(id, "project.read"))
            throw Problem.Invalid("project_id", "Choose a project in which you take part.");
        await ReadProjects.RequireAsync(transaction, id, cancel);
    }

    public static async Task<Guid> InsertAsync(
        TenantTransaction transaction, Guid personId, Guid? projectId, string kind, string wantedOn, string hadOn, CancellationToken cancel)
    {
        var learningId = transaction.NewId();
        var added = await transaction.ExecuteAsync(
            """
            INSERT INTO learning (partnership_id, learning_id, person_id, project_id, kind, wanted_on, had_on, recorded_by_id, recorded_at)
            VALUES (@PartnershipId, @learningId, @personId, @projectId, @kind, nullif(@wantedOn, '')::date, nullif(@hadOn, '')::date, @by, @Now)
            ON CONFLICT DO NOTHING
            """,
            new { transaction.PartnershipId, learningId, personId, projectId, kind, wantedOn, hadOn, by = transaction.Caller.PersonId, transaction.Now }, cancel);
        return added > 0 ? learningId : throw Problem.Of(StatusCode.AlreadyExists, "WANTED_ALREADY", "This is written down already, and not had yet.");
    }
}
