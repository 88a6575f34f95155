using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Files;
using CoProduction.Shared.Limits;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;
using Google.Protobuf;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>Takes a file of people into the register: all of it, or nothing. Who looks like somebody who is there already waits for people to decide.</summary>
internal sealed class ImportPeople(Commands commands, ReceivedFiles files, FileTurns turns)
{
    private const int LargestFile = 20 * 1024 * 1024;
    private const int ProblemsKept = 10_000;

    public async Task<ImportPeopleResponse> HandleAsync(IAsyncStreamReader<ImportPeopleRequest> parts, Caller caller, CancellationToken cancel)
    {
        if (!await parts.MoveNext(cancel) || parts.Current.Header is not { } header)
            throw Problem.Invalid("header", "Send the header first, then the file's bytes.");
        var fileName = Parse.Text(header.FileName, "header.file_name", 255, "Say what the file is called.");
        using var sent = await files.TakeAsync(
            parts, part => part.PartCase == ImportPeopleRequest.PartOneofCase.Chunk ? part.Chunk : null, LargestFile,
            "This file is too large: 20 MB at most. Send it in several files.", cancel);
        using var turn = await turns.EnterAsync(caller, cancel);
        var hash = sent.Hash;
        // The file is part of the request: another one under an old request_id must not be answered as if it had been added.
        var whole = new PeopleImportHeader(header) { FileName = $"{fileName} {Convert.ToHexString(hash)}" };
        return await commands.RunAsync(caller, header.RequestId, whole, async transaction =>
        {
            // One file at a time in all processes: two that name the same people must not both find them new.
            await transaction.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(@PartnershipId::text, 2))", new { transaction.PartnershipId }, cancel);
            if (await FindEarlierAsync(transaction, hash, cancel) is { } earlier)
                return new ImportPeopleResponse { Import = earlier };
            var file = Read(sent.Read(), await PersonWords.ReadAsync(transaction, cancel), cancel);
            var added = file.Problems.Count == 0 || (header.KeepGoodRows && file.People.Count > 0);
            var rows = added ? await SortAsync(transaction, file.People, cancel) : new();
            var importId = transaction.NewId();
            await InsertAsync(transaction, importId, fileName, hash, file, added, rows.Added.Count, cancel);
            await InsertProblemsAsync(transaction, importId, file.Problems, cancel);
            await NewPeople.AddAsync(transaction, rows.Added, $"import {importId}", cancel);
            await InsertWaitingAsync(transaction, importId, rows.Waiting, cancel);
            await transaction.AuditAsync(added ? "people-import.add" : "people-import.refuse", "people-import", importId,
                $"{rows.Added.Count} added, {rows.Waiting.Count} wait, {file.RowsWithProblems} rows with problems", cancel);
            return new ImportPeopleResponse { Import = await ReadPeopleImports.GetAsync(transaction, importId, cancel) };
        }, cancel);
    }

    // Whoever is erased while the rows are sorted is not resembled any more: then they are sorted again.
    private static async Task<SortedRows> SortAsync(TenantTransaction transaction, IReadOnlyList<PersonOfRow> people, CancellationToken cancel)
    {
        while (true)
        {
            var rows = await SortedRows.SortAsync(transaction, people, cancel);
            var resembled = rows.Waiting.Select(row => row.ResemblesId).OfType<Guid>().Distinct().Except(rows.Added.Select(row => row.PersonId)).ToArray();
            var there = await transaction.QueryAsync<Guid>(
                """
                SELECT person_id FROM person WHERE partnership_id = @PartnershipId AND person_id = ANY(@resembled) AND erased_at IS NULL ORDER BY person_id FOR KEY SHARE
                """,
                new { transaction.PartnershipId, resembled }, cancel);
            if (there.Count == resembled.Length)
                return rows;
        }
    }

    private static PeopleFile Read(Stream bytes, PersonWords words, CancellationToken cancel)
    {
        try
        {
            return PeopleFile.Read(bytes, words, cancel);
        }
        catch (FileFailure failure)
        {
            throw Problem.Invalid("file", failure.Message);
        }
    }

    private static async Task<PeopleImport?> FindEarlierAsync(TenantTransaction transaction, byte[] hash, CancellationToken cancel)
    {
        if (await transaction.FindAsync<Guid?>(
            "SELECT import_id FROM person_import WHERE partnership_id = @PartnershipId AND file_hash = @hash AND state = 1", new { transaction.PartnershipId, hash }, cancel)
            is not { } importId)
            return null;
        var earlier = await ReadPeopleImports.GetAsync(transaction, importId, cancel);
        earlier.AlreadyImported = true;
        return earlier;
    }

    private static Task InsertAsync(
        TenantTransaction transaction, Guid importId, string fileName, byte[] hash, PeopleFile file, bool added, int peopleAdded, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        INSERT INTO person_import (partnership_id, import_id, file_name, file_hash, state, imported_at, imported_by_id, rows, rows_with_problems, people_added, left_out, findings)
        VALUES (@PartnershipId, @importId, @fileName, @hash, @state, @Now, @PersonId, @Rows, @RowsWithProblems, @peopleAdded, @leftOut, @findings)
        """,
        new
        {
            transaction.PartnershipId,
            importId,
            fileName,
            hash,
            state = (short)(added ? PeopleImportState.Added : PeopleImportState.Refused),
            transaction.Now,
            transaction.Caller.PersonId,
            file.Rows,
            file.RowsWithProblems,
            peopleAdded,
            leftOut = file.LeftOut.ToArray(),
            findings = file.Findings.ToArray(),
        }, cancel);

    private static Task InsertProblemsAsync(TenantTransaction transaction, Guid importId, IReadOnlyList<PersonRowProblem> problems, CancellationToken cancel) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO person_import_problem (partnership_id, import_id, place, row, header, message)
            SELECT @PartnershipId, @importId, place, row, header, message FROM unnest(@rows, @headers, @messages) WITH ORDINALITY AS p (row, header, message, place)
            """,
            new
            {
                transaction.PartnershipId,
                importId,
                rows = problems.Take(ProblemsKept).Select(problem => problem.Row).ToArray(),
                headers = problems.Take(ProblemsKept).Select(problem => problem.Header).ToArray(),
                messages = problems.Take(ProblemsKept).Select(problem => problem.Message).ToArray(),
            }, cancel);

    private static Task InsertWaitingAsync(TenantTransaction transaction, Guid importId, IReadOnlyList<RowThatWaits> waiting, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        INSERT INTO person_import_row (partnership_id, import_id, row, because, resembles_id, earlier_row, held)
        SELECT @PartnershipId, @importId, row, because, resembles_id, earlier_row, held
        FROM unnest(@rows, @becauses, @resembled, @earlier, @held) AS w (row, because, resembles_id, earlier_row, held)
        """,
        new
        {
            transaction.PartnershipId,
            importId,
            rows = waiting.Select(row => row.Row.Row).ToArray(),
            becauses = waiting.Select(row => (short)row.Because).ToArray(),
            resembled = waiting.Select(row => row.ResemblesId).ToArray(),
            earlier = waiting.Select(row => row.EarlierRow).ToArray(),
            held = waiting.Select(row => row.Row.Person.ToByteArray()).ToArray(),
        }, cancel);
}
