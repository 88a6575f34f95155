using CoProduction.Review.Domain;
using CoProduction.Review.Features.Harm;
using CoProduction.Review.Intake;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Files;
using CoProduction.Shared.Limits;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Features.Imports;

/// <summary>Takes a file of reviews into a cycle once all of it has come: all of it, or nothing.</summary>
internal sealed class ImportStatements(TenantDatabase database, ReceivedFiles files, FileTurns turns)
{
    private const long LargestFile = 500L * 1024 * 1024;
    private const int ProblemsOfDryRun = 1000;

    public async Task<ImportStatementsResponse> HandleAsync(IAsyncStreamReader<ImportStatementsRequest> parts, Caller caller, CancellationToken cancel)
    {
        if (!await parts.MoveNext(cancel) || parts.Current.Header is not { } header)
            throw Problem.Invalid("header", "Send the header first, then the file's bytes.");
        var requestId = Parse.Id(header.RequestId, "header.request_id");
        var cycleId = Parse.Id(header.CycleId, "header.cycle_id");
        var fileName = Parse.Text(header.FileName, "header.file_name", 255, "Say what the file is called.");
        var choices = ColumnChoices.From(header);

        await RequireOpenCycleAsync(caller, cycleId, requestId, cancel);
        using var sent = await files.TakeAsync(
            parts, part => part.PartCase == ImportStatementsRequest.PartOneofCase.Chunk ? part.Chunk : null, LargestFile,
            "This file is too large: 500 MB at most. Send it in several files.", cancel);
        using var turn = await turns.EnterAsync(caller, cancel);
        await using var transaction = await database.BeginAsync(caller, cancel);
        if (header.DryRun)
            return await TryAsync(transaction, cycleId, fileName, sent, choices, header.KeepGoodRows, cancel);
        var isRepeat = true;
        var response = await Commands.RunAsync(transaction, requestId, header, async _ =>
        {
            isRepeat = false;
            return new ImportStatementsResponse { Import = await AddAsync(transaction, cycleId, fileName, sent, choices, header.KeepGoodRows, cancel) };
        }, cancel);
        if (isRepeat)
            await RequireSameFileAsync(transaction, response.Import, sent, choices, cancel);
        return response;
    }

    /// <summary>What would happen; the transaction must not be committed.</summary>
    internal static async Task<ImportStatementsResponse> TryAsync(
        TenantTransaction transaction, Guid cycleId, string fileName, ReceivedFile sent, ColumnChoices choices, bool keepGoodRows, CancellationToken cancel)
    {
        var reading = await ImportReading.ReadAsync(transaction, sent.Read(), cycleId, choices, cancel);
        return await TriedAsync(transaction, new(transaction.NewId(), cycleId, fileName, sent.Hash, reading, keepGoodRows), cancel);
    }

    /// <summary>Adds the file, or keeps why it was refused.</summary>
    internal static async Task<Import> AddAsync(
        TenantTransaction transaction, Guid cycleId, string fileName, ReceivedFile sent, ColumnChoices choices, bool keepGoodRows, CancellationToken cancel)
    {
        var reading = await ImportReading.ReadAsync(transaction, sent.Read(), cycleId, choices, cancel);
        return await StoreAsync(transaction, new(transaction.NewId(), cycleId, fileName, sent.Hash, reading, keepGoodRows), cancel);
    }

    // The transaction is not committed.
    private static async Task<ImportStatementsResponse> TriedAsync(TenantTransaction transaction, NewImport import, CancellationToken cancel)
    {
        if (await FindEarlierAsync(transaction, import, cancel) is { } earlier)
        {
            earlier.DryRun = true;
            return new() { Import = earlier };
        }
        await InsertAsync(transaction, import, cancel);
        var tried = await ReadImports.GetAsync(transaction, import.ImportId, cancel);
        (tried.ImportId, tried.DryRun) = ("", true);
        for (var place = 0; place < tried.Columns.Count; place++)
            tried.Columns[place].Examples.Add(import.Reading.File.ExamplesOf(place));
        return new()
        {
            Import = tried,
            Problems = { import.Reading.Problems.Take(ProblemsOfDryRun).Select(ProblemOf) },
        };
    }

    private static ImportProblem ProblemOf(RowProblem problem)
    {
        var told = new ImportProblem { Row = problem.Row, Column = problem.Header, Message = problem.Message };
        if (problem.Cell is { } cell)
            told.Cell = cell;
        return told;
    }

    // Told before the file is sent, and not after.
    private async Task RequireOpenCycleAsync(Caller caller, Guid cycleId, Guid requestId, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        await CycleCheck.RequireOpenAsync(transaction, cycleId, requestId, cancel);
    }

    // The header is not the whole of the request: another file under an old request_id must not be answered as if it had been added.
    private static async Task RequireSameFileAsync(TenantTransaction transaction, Import first, ReceivedFile sent, ColumnChoices choices, CancellationToken cancel)
    {
        var hash = await transaction.GetAsync<byte[]>(
            "SELECT file_hash FROM import WHERE partnership_id = @PartnershipId AND import_id = @importId",
            new { transaction.PartnershipId, importId = Guid.Parse(first.ImportId) }, cancel);
        if (sent.Hash.AsSpan().SequenceEqual(hash))
            return;
        // Another program's file of the same reviews was answered with the import that had brought them.
        var cycleId = Guid.Parse(first.CycleId);
        if (!first.AlreadyImported || await (await ImportReading.ReadAsync(transaction, sent.Read(), cycleId, choices, cancel)).TakeOutAddedBeforeAsync(cycleId, cancel) is null)
            throw Commands.Reused();
    }

    private static async Task<Import> StoreAsync(TenantTransaction transaction, NewImport import, CancellationToken cancel)
    {
        var change = await CycleChange.BeginAsync(transaction, import.CycleId, cancel);
        change.RequireOpen();
        // The cycle is locked: nobody adds the same file between this look and the insert.
        if (await FindEarlierAsync(transaction, import, cancel) is { } earlier)
            return earlier;
        await InsertAsync(transaction, import, cancel);
        await InsertProblemsAsync(transaction, import, cancel);
        if (import.Added)
        {
            await import.Reading.Staging.StoreAsync(import.ImportId, import.CycleId, cancel);
            await HarmForResponders.KeepAsync(transaction, change.Cycle, import.Reading.Staging.Harm, cancel);
        }
        await transaction.AuditAsync(import.Added ? "import.add" : "import.refuse", "cycle", import.CycleId,
            $"import {import.ImportId}, {import.Reading.Staging.Statements} statements, {import.Reading.RowsWithProblems} rows with problems", cancel);
        await change.TellAsync(cancel);
        return await ReadImports.GetAsync(transaction, import.ImportId, cancel);
    }

    private static Task InsertAsync(TenantTransaction transaction, NewImport import, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO import (partnership_id, import_id, cycle_id, file_name, file_hash, state, imported_at, imported_by_id, imported_by,
                                rows, rows_with_problems, statements, held_back, headers, meanings, uses, finding_kinds, finding_messages, already_added)
            VALUES (@PartnershipId, @ImportId, @CycleId, @FileName, @Hash, @state, @Now, @PersonId, @DisplayName,
                    @Rows, @RowsWithProblems, @statements, @heldBack, @headers, @meanings, @uses, @kinds, @messages, @AlreadyAdded)
            """,
            new
            {
                transaction.PartnershipId,
                import.ImportId,
                import.CycleId,
                import.FileName,
                import.Hash,
                state = (short)(import.Added ? ImportState.Added : ImportState.Refused),
                transaction.Now,
                transaction.Caller.PersonId,
                transaction.Caller.DisplayName,
                import.Reading.File.Rows,
                import.Reading.RowsWithProblems,
                import.Reading.AlreadyAdded,
                statements = import.Added ? import.Reading.Staging.Statements : 0,
                heldBack = import.Added ? import.Reading.Staging.HeldBack : 0,
                headers = import.Reading.File.Columns.All.Select(column => column.Header).ToArray(),
                meanings = import.Reading.File.Columns.All.Select(column => column.Meaning).ToArray(),
                uses = import.Reading.File.Columns.All.Select(column => (short)column.Use).ToArray(),
                kinds = import.Reading.File.Findings.Select(finding => finding.Kind).ToArray(),
                messages = import.Reading.File.Findings.Select(finding => finding.Message).ToArray(),
            }, cancel);

    private static Task InsertProblemsAsync(TenantTransaction transaction, NewImport import, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO import_problem (partnership_id, import_id, place, row, header, message)
            SELECT @PartnershipId, @ImportId, place, row, header, message
            FROM unnest(@rows, @headers, @messages) WITH ORDINALITY AS p (row, header, message, place)
            """,
            new
            {
                transaction.PartnershipId,
                import.ImportId,
                rows = import.Reading.Problems.Select(problem => problem.Row).ToArray(),
                headers = import.Reading.Problems.Select(problem => problem.Header).ToArray(),
                messages = import.Reading.Problems.Select(problem => problem.Message).ToArray(),
            }, cancel);

    private static async Task<Import?> FindEarlierAsync(TenantTransaction transaction, NewImport import, CancellationToken cancel)
    {
        var found = await transaction.FindAsync<Guid?>(
            "SELECT import_id FROM import WHERE partnership_id = @PartnershipId AND cycle_id = @CycleId AND file_hash = @Hash AND state = 1",
            new { transaction.PartnershipId, import.CycleId, import.Hash }, cancel) ?? await import.Reading.TakeOutAddedBeforeAsync(import.CycleId, cancel);
        if (found is not { } importId)
            return null;
        var earlier = await ReadImports.GetAsync(transaction, importId, cancel);
        earlier.AlreadyImported = true;
        return earlier;
    }

    private sealed record NewImport(Guid ImportId, Guid CycleId, string FileName, byte[] Hash, ImportReading Reading, bool KeepGoodRows)
    {
        /// <summary>Asked after what is in the cycle already has been taken out.</summary>
        public bool Added => !Reading.HasProblems || (KeepGoodRows && !Reading.MustAsk && Reading.Staging.Statements > 0);
    }
}
