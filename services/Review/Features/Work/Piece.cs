using CoProduction.Review.V1;

namespace CoProduction.Review.Features.Work;

/// <summary>A leased piece: a question of a run, its fitting, or a part of it or of what joins it (the statements after AfterId, null for the first, and up to LastId).</summary>
internal sealed record Piece(
    Guid PartnershipId, Guid RunId, int Number, Guid CycleId, short Question, long Statements, int Themes, int Seed, int Attempts, long Fence,
    short StageNumber, Guid? AfterId, Guid? LastId, string? Traceparent)
{
    internal const string Columns =
        "partnership_id, run_id, piece AS number, cycle_id, question, statements, themes, seed, attempts, fence, stage AS stage_number, after_id, last_id, traceparent";

    public PieceStage Stage => (PieceStage)StageNumber;
}
