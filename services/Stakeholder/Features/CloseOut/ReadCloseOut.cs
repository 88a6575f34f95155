using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.CloseOut;

/// <summary>The joint review, those before it, and what is worth telling others.</summary>
internal sealed class ReadCloseOut(TenantDatabase database)
{
    public async Task<GetCloseOutResponse> HandleAsync(GetCloseOutRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var project = await ReadProjects.GetAsync(transaction, projectId, cancel);
        var earlier = await CloseOutRow.EarlierAsync(transaction, projectId, cancel);
        var signatures = await CloseOutRow.SignaturesAsync(transaction, earlier, cancel);
        return new()
        {
            ClosedOn = project.ClosedOn,
            Etag = project.Etag,
            Review = await CurrentAsync(transaction, projectId, cancel),
            Earlier = { earlier.Select(review => review.ToCloseOut(signatures)) },
            Stories = { await Stories.ReadAsync(transaction, projectId, cancel) },
        };
    }

    /// <summary>Null before it is written.</summary>
    public static async Task<V1.CloseOut?> CurrentAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) =>
        await CloseOutRow.CurrentAsync(transaction, projectId, cancel) is { } review ? review.ToCloseOut(await CloseOutRow.SignaturesAsync(transaction, [review], cancel)) : null;
}
