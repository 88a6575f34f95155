using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Review.Features.Theming;

/// <summary>A run and how far it is.</summary>
internal sealed class ReadThemingRuns(TenantDatabase database)
{
    // How much of a large question's time its fitting takes, more or less.
    private const double FitShare = 0.25;

    private const string Columns = "run_id, cycle_id, kind, state, statements, started_at, finished_at, failure";

    public async Task<GetThemingRunResponse> HandleAsync(GetThemingRunRequest request, Caller caller, CancellationToken cancel)
    {
        var runId = Parse.Id(request.RunId, "run_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        return new() { Run = await FindAsync(transaction, runId, cancel) ?? throw Problem.NotFound("theming run") };
    }

    internal static async Task<ThemingRun?> FindAsync(TenantTransaction transaction, Guid runId, CancellationToken cancel) =>
        await ReadAsync(transaction, await transaction.FindAsync<RunRow>(
            $"SELECT {Columns} FROM theming_run WHERE partnership_id = @PartnershipId AND run_id = @runId",
            new { transaction.PartnershipId, runId }, cancel), cancel);

    internal static async Task<ThemingRun?> FindLatestAsync(TenantTransaction transaction, Guid cycleId, CancellationToken cancel) =>
        await ReadAsync(transaction, await transaction.FindAsync<RunRow>(
            $"SELECT {Columns} FROM theming_run WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId ORDER BY run_id DESC LIMIT 1",
            new { transaction.PartnershipId, cycleId }, cancel), cancel);

    private static async Task<ThemingRun?> ReadAsync(TenantTransaction transaction, RunRow? row, CancellationToken cancel)
    {
        if (row is null)
            return null;
        var pieces = await transaction.QueryAsync<PieceRow>(
            "SELECT question, stage, state, progress, statements FROM theming_piece WHERE partnership_id = @PartnershipId AND run_id = @RunId ORDER BY question, piece",
            new { transaction.PartnershipId, row.RunId }, cancel);
        var questions = pieces.GroupBy(piece => piece.Question).Select(ProgressOf).ToList();
        return new()
        {
            RunId = row.RunId.ToString(),
            CycleId = row.CycleId.ToString(),
            State = (RunState)row.State,
            StartedAt = Timestamp.FromDateTime(row.StartedAt),
            FinishedAt = row.FinishedAt is { } finished ? Timestamp.FromDateTime(finished) : null,
            Statements = row.Statements,
            Progress = questions.Sum(q => q.Progress * q.Statements) / Math.Max(1, row.Statements),
            Failure = row.Failure,
            Kind = (ThemingKind)row.Kind,
            Pieces = { questions },
        };
    }

    // The first piece stands for the whole question, or for the fitting before its parts; pieces that join stand side by side.
    private static PieceProgress ProgressOf(IEnumerable<PieceRow> pieces)
    {
        var (first, parts) = (pieces.First(), pieces.Skip(1).ToList());
        var joins = first.Stage == (short)PieceStage.Join;
        var state = StateOf([.. pieces.Select(piece => (RunState)piece.State)]);
        return new()
        {
            Question = (Question)first.Question,
            State = state,
            Progress = state == RunState.Proposed ? 1
                : first.Stage == (short)PieceStage.Fit ? (FitShare * first.Progress) + ((1 - FitShare) * AssignedOf(parts))
                : joins ? AssignedOf([first, .. parts])
                : first.Progress,
            Statements = joins ? pieces.Sum(piece => piece.Statements) : first.Statements,
        };
    }

    private static double AssignedOf(IReadOnlyCollection<PieceRow> parts) =>
        parts.Sum(part => part.Progress * part.Statements) / Math.Max(1, parts.Sum(part => part.Statements));

    private static RunState StateOf(RunState[] pieces) =>
        pieces.Contains(RunState.Failed) ? RunState.Failed
        : pieces.Distinct().Count() == 1 ? pieces[0]
        : RunState.Running;

    private sealed record RunRow(Guid RunId, Guid CycleId, short Kind, short State, long Statements, DateTime StartedAt, DateTime? FinishedAt, string Failure);

    private sealed record PieceRow(short Question, short Stage, short State, double Progress, long Statements);
}
