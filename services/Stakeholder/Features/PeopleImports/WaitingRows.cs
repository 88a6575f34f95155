using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>Rows of files that look like somebody who is there already: people look at both, and decide.</summary>
internal sealed class WaitingRows(TenantDatabase database, Commands commands)
{
    public async Task<GetWaitingRowResponse> HandleAsync(GetWaitingRowRequest request, Caller caller, CancellationToken cancel)
    {
        var importId = Parse.Id(request.ImportId, "import_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var row = await GetAsync(transaction, importId, request.Row, "", cancel);
        var response = new GetWaitingRowResponse { Row = ReadPeopleImports.ToWaitingRow(row.Row, row.Because, row.ResemblesId, row.EarlierRow), Imported = row.Person };
        if (row.ResemblesId is { } personId)
        {
            var there = await RecordForFilling.ReadAsync(transaction, personId, cancel);
            (response.There, response.Filled, response.Etag) = (there.Person, there.FilledWith(row.Person), there.Etag);
            await transaction.AuditAsync("people-import.compare", "person", personId, $"import {importId}, row {row.Row}", cancel, forPersonId: personId);
        }
        await transaction.CommitAsync(cancel);
        return response;
    }

    public Task<DecideWaitingRowResponse> HandleAsync(DecideWaitingRowRequest request, Caller caller, CancellationToken cancel)
    {
        var importId = Parse.Id(request.ImportId, "import_id");
        var decision = Parse.Choice(request.Decision, "decision", "Say whether it is the same person.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            // The person before the row, as whoever erases them does: neither waits for the other. Of two who decide at once the second finds no row any more.
            await LockResembledAsync(transaction, importId, request.Row, cancel);
            var row = await GetAsync(transaction, importId, request.Row, "FOR UPDATE", cancel);
            if (row.ResemblesId is not { } resembled)
                throw Problem.Of(StatusCode.FailedPrecondition, "EARLIER_ROW_WAITS", $"This row resembles row {row.EarlierRow}, which waits too. Decide about that one first.");
            var personId = decision == WaitingRowDecision.SamePerson ? resembled : Guid.NewGuid();
            var detail = $"import {importId}, row {row.Row}";
            if (decision == WaitingRowDecision.SamePerson)
                await FillAsync(transaction, resembled, row.Person, request.Etag, detail, cancel);
            else
                await NewPeople.AddAsync(transaction, [(personId, row.Person)], detail, cancel);
            await transaction.ExecuteAsync(
                """
                DELETE FROM person_import_row WHERE partnership_id = @PartnershipId AND import_id = @importId AND row = @Row;
                UPDATE person_import_row SET resembles_id = @personId, earlier_row = null WHERE partnership_id = @PartnershipId AND import_id = @importId AND earlier_row = @Row
                """,
                new { transaction.PartnershipId, importId, row.Row, personId }, cancel);
            return new DecideWaitingRowResponse { PersonId = personId.ToString() };
        }, cancel);
    }

    private static Task LockResembledAsync(TenantTransaction transaction, Guid importId, long row, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        SELECT 1 FROM person WHERE partnership_id = @PartnershipId AND person_id =
          (SELECT resembles_id FROM person_import_row WHERE partnership_id = @PartnershipId AND import_id = @importId AND row = @row) FOR NO KEY UPDATE
        """,
        new { transaction.PartnershipId, importId, row }, cancel);

    private static async Task FillAsync(TenantTransaction transaction, Guid personId, ImportedPerson imported, string etag, string detail, CancellationToken cancel)
    {
        var there = await RecordForFilling.ReadAsync(transaction, personId, cancel);
        if (there.Etag != etag)
            throw await ChangedMeanwhile.OfAsync(transaction, personId, "person.edit", cancel);
        await there.FillAsync(transaction, there.FilledWith(imported), cancel);
        await transaction.AuditAsync("person.fill", "person", personId, detail, cancel, forPersonId: personId);
    }

    private static async Task<HeldRow> GetAsync(TenantTransaction transaction, Guid importId, long row, string locking, CancellationToken cancel) =>
        await transaction.FindAsync<HeldRow>(
            $"""
            SELECT row, because, resembles_id, earlier_row, held FROM person_import_row
            WHERE partnership_id = @PartnershipId AND import_id = @importId AND row = @row {locking}
            """,
            new { transaction.PartnershipId, importId, row }, cancel) ?? throw Problem.NotFound("row that waits");

    private sealed record HeldRow(long Row, short Because, Guid? ResemblesId, long? EarlierRow, byte[] Held)
    {
        public ImportedPerson Person => ImportedPerson.Parser.ParseFrom(Held);
    }
}
