using CoProduction.Review.Domain;
using CoProduction.Review.Features.Work;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Shared.Telemetry;
using Grpc.Core;

namespace CoProduction.Review.Features.Theming;

/// <summary>
/// Queues a run: for each question that has statements to theme a piece of work, or when they are many the fitting that comes before its parts; or for those
/// that are to join the themes there are, the pieces of <see cref="NewStatements"/>.
/// </summary>
internal sealed class StartTheming(Commands commands, PartSize size)
{
    /// <summary>
    /// Which statements a run themes: those that may be read, but for those that people have put into a theme or taken out of all of them.
    /// Expects <c>statement s</c>. Looks at what people have touched first, which is little beside all placements.
    /// </summary>
    internal const string ToBeThemed =
        """
        s.state IN (1, 3)
          AND NOT EXISTS (
            SELECT 1 FROM theme t JOIN placement p ON p.partnership_id = t.partnership_id AND p.theme_id = t.theme_id
            WHERE t.partnership_id = s.partnership_id AND t.cycle_id = s.cycle_id AND t.question = s.question AND t.touched AND p.statement_id = s.statement_id)
          AND NOT EXISTS (
            SELECT 1 FROM placement p
            WHERE p.partnership_id = s.partnership_id AND p.cycle_id = s.cycle_id AND p.question = s.question
              AND p.theme_id IS NULL AND p.reason = 6 AND p.statement_id = s.statement_id)
        """;

    public Task<StartThemingResponse> HandleAsync(StartThemingRequest request, Caller caller, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        if (request.ThemesPerQuestion is not (0 or (>= 2 and <= 200)))
            throw Problem.Invalid("themes_per_question", "Choose a number of themes from 2 to 200, or leave it empty.");
        var joins = request.Kind == ThemingKind.Join;
        var fromCycleId = Parse.OptionalId(request.FromCycleId, "from_cycle_id");
        if (fromCycleId is not null && !joins)
            throw Problem.Invalid("from_cycle_id", "Themes of an earlier cycle can only be joined, not found anew.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var change = await CycleChange.BeginAsync(transaction, cycleId, cancel);
            change.RequireOpen();
            await RefuseSecondRunAsync(transaction, cycleId, cancel);
            if (fromCycleId is { } from)
                await CarriedThemes.CopyAsync(transaction, change.Cycle, from, cancel);
            var runId = joins
                ? await JoinAsync(transaction, cycleId, request, cancel)
                : await QueueAsync(transaction, cycleId, await CountAsync(transaction, cycleId, ToBeThemed, cancel), 0, request, cancel);
            // Nothing that people did is replaced by joining, so that they can still undo it.
            if (!joins)
                await ActLog.RecordAsync(transaction, change.Cycle, ActKind.Theming, "started theming", canUndo: false, [], cancel);
            await transaction.AuditAsync("theming.start", "cycle", cycleId, joins ? $"run {runId}, to join" : $"run {runId}", cancel);
            return new StartThemingResponse { Run = await ReadThemingRuns.FindAsync(transaction, runId, cancel) };
        }, cancel);
    }

    private static async Task RefuseSecondRunAsync(TenantTransaction transaction, Guid cycleId, CancellationToken cancel)
    {
        var underWay = await transaction.FindAsync<Guid?>(
            "SELECT run_id FROM theming_run WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId AND state IN (1, 2)",
            new { transaction.PartnershipId, cycleId }, cancel);
        if (underWay is { } runId)
            throw Problem.Of(StatusCode.AlreadyExists, "RUN_IN_PROGRESS", "The statements are being themed already. Wait until that is done.", ("run_id", runId.ToString()));
    }

    private static Task<List<(short Question, long Statements)>> CountAsync(TenantTransaction transaction, Guid cycleId, string which, CancellationToken cancel) =>
        transaction.QueryAsync<(short, long)>(
            $"""
            SELECT s.question, count(*) FROM statement s
            WHERE s.partnership_id = @PartnershipId AND s.cycle_id = @cycleId AND {which}
            GROUP BY s.question ORDER BY s.question
            """,
            new { transaction.PartnershipId, cycleId }, cancel);

    // A question that has no themes yet is themed as the first time.
    private async Task<Guid> JoinAsync(TenantTransaction transaction, Guid cycleId, StartThemingRequest request, CancellationToken cancel)
    {
        if (!await CarriedThemes.ExistAsync(transaction, cycleId, cancel))
            throw Problem.Of(StatusCode.FailedPrecondition, "NO_THEMES", "There are no themes yet that statements could be put into. Find themes first.");
        var joining = (await CountAsync(transaction, cycleId, NewStatements.ToBeJoined, cancel)).Sum(question => question.Statements);
        var whole = await CountAsync(transaction, cycleId, $"NOT {NewStatements.InQuestionWithThemes} AND {ToBeThemed}", cancel);
        var runId = await QueueAsync(transaction, cycleId, whole, joining, request, cancel);
        await NewStatements.QueueAsync(transaction, runId, cycleId, SeedOf(request), size, cancel);
        return runId;
    }

    private async Task<Guid> QueueAsync(
        TenantTransaction transaction, Guid cycleId, List<(short Question, long Statements)> questions, long joining, StartThemingRequest request, CancellationToken cancel)
    {
        if (questions.Count == 0 && joining == 0)
            throw Problem.Of(StatusCode.FailedPrecondition, "NOTHING_TO_THEME", request.Kind == ThemingKind.Join
                ? "There are no new statements to put into themes. Import some first, or look at those held back."
                : "There are no statements to theme yet. Import some first, or look at those held back.");
        var runId = transaction.NewId();
        await transaction.ExecuteAsync(
            """
            INSERT INTO theming_run (partnership_id, run_id, cycle_id, kind, state, statements, started_at, started_by_id)
            VALUES (@PartnershipId, @runId, @cycleId, @kind, 1, @statements, @Now, @PersonId)
            """,
            new
            {
                transaction.PartnershipId,
                runId,
                cycleId,
                kind = (short)(request.Kind == ThemingKind.Join ? ThemingKind.Join : ThemingKind.Anew),
                statements = questions.Sum(q => q.Statements) + joining,
                transaction.Now,
                transaction.Caller.PersonId,
            }, cancel);
        await transaction.ExecuteAsync(
            """
            INSERT INTO theming_piece (partnership_id, run_id, piece, cycle_id, question, state, statements, themes, seed, stage, traceparent)
            SELECT @PartnershipId, @runId, place, @cycleId, question, 1, statements, @themes, @seed, CASE WHEN statements > @size THEN 2 ELSE 1 END, @traceparent
            FROM unnest(@questions, @statements) WITH ORDINALITY AS q (question, statements, place)
            """,
            new
            {
                transaction.PartnershipId,
                runId,
                cycleId,
                questions = questions.Select(q => q.Question).ToArray(),
                statements = questions.Select(q => q.Statements).ToArray(),
                themes = request.ThemesPerQuestion,
                seed = SeedOf(request),
                size = size.Statements,
                traceparent = Tracing.Current,
            }, cancel);
        return runId;
    }

    private static int SeedOf(StartThemingRequest request) => request.Seed == 0 ? 1 : request.Seed;
}
