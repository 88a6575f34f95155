using CoProduction.Shared.Data;
using CoProduction.Stakeholder.Features.CloseOut;
using CoProduction.Stakeholder.Features.Ladder;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Overview;

/// <summary>
/// How the project is seen while it runs and when it ends, as far as flags and steps rest on it. Days are ISO dates. Levels: the ladder as whoever looks may see it.
/// </summary>
internal sealed record DeliveryFacts(
    string Today, IReadOnlyList<LevelStanding> Levels, bool IsRatedByStaffOnly, string LastCheckpointOn, int Sittings, V1.CloseOut? Review, int Lessons)
{
    public static async Task<DeliveryFacts> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var ratings = await LadderStanding.CurrentAsync(transaction, projectId, cancel);
        var isWhole = await InTheProject.IsAsync(transaction, projectId, cancel);
        List<LevelStanding> levels = isWhole
            ? [.. LadderStanding.Of(ratings)]
            : [.. (await LadderRounds.ReadAsync(transaction, projectId, cancel)).FirstOrDefault()?.Levels ?? []];
        return new(
            // Outside, that nobody else has rated would be seen to end with the first who does.
            Days.Today(transaction), levels, isWhole && levels.Count > 0 && ratings.TrueForAll(rating => rating.Perspective == (short)Perspective.Staff),
            await Features.Checkpoints.Checkpoints.LastDayAsync(transaction, projectId, cancel),
            (int)await Features.SelfAssessment.Sittings.CountAsync(transaction, projectId, cancel),
            await ReadCloseOut.CurrentAsync(transaction, projectId, cancel),
            await Stories.CountLessonsAsync(transaction, projectId, cancel));
    }

    /// <summary>What one side signed; null before it has.</summary>
    public Signature? SignatureOf(CloseOutSide side) => Review?.Signatures.FirstOrDefault(signature => signature.Side == side);
}
