using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>What became of files of people.</summary>
internal sealed class ReadPeopleImports(TenantDatabase database)
{
    public async Task<GetPeopleImportResponse> HandleAsync(GetPeopleImportRequest request, Caller caller, CancellationToken cancel)
    {
        var importId = Parse.Id(request.ImportId, "import_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        return new() { Import = await GetAsync(transaction, importId, cancel) };
    }

    public async Task<ListPeopleImportProblemsResponse> HandleAsync(ListPeopleImportProblemsRequest request, Caller caller, CancellationToken cancel)
    {
        var importId = Parse.Id(request.ImportId, "import_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "people-problems", importId);
        await GetAsync(transaction, importId, cancel);
        var rows = await transaction.QueryAsync<(int Place, long Row, string Header, string Message)>(
            """
            SELECT place, row, header, message FROM person_import_problem
            WHERE partnership_id = @PartnershipId AND import_id = @importId AND (@after::int IS NULL OR place > @after::int) ORDER BY place LIMIT @Limit
            """,
            new { transaction.PartnershipId, importId, after = page.After(0), page.Limit }, cancel);
        var next = page.Next(rows, row => [row.Place]);
        return new() { Problems = { rows.Select(row => new PeopleImportProblem { Row = row.Row, Column = row.Header, Message = row.Message }) }, NextPageToken = next };
    }

    public async Task<ListWaitingRowsResponse> HandleAsync(ListWaitingRowsRequest request, Caller caller, CancellationToken cancel)
    {
        var importId = Parse.Id(request.ImportId, "import_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "people-waiting", importId);
        await GetAsync(transaction, importId, cancel);
        var rows = await transaction.QueryAsync<(long Row, short Because, Guid? ResemblesId, long? EarlierRow)>(
            """
            SELECT row, because, resembles_id, earlier_row FROM person_import_row
            WHERE partnership_id = @PartnershipId AND import_id = @importId AND (@after::bigint IS NULL OR row > @after::bigint) ORDER BY row LIMIT @Limit
            """,
            new { transaction.PartnershipId, importId, after = page.After(0), page.Limit }, cancel);
        var next = page.Next(rows, row => [row.Row]);
        return new() { Rows = { rows.Select(row => ToWaitingRow(row.Row, row.Because, row.ResemblesId, row.EarlierRow)) }, NextPageToken = next };
    }

    public static WaitingRow ToWaitingRow(long row, short because, Guid? resemblesId, long? earlierRow) =>
        new() { Row = row, Because = (Likeness)because, PersonId = resemblesId?.ToString() ?? "", EarlierRow = earlierRow ?? 0 };

    /// <summary>NOT_FOUND when the partnership has no such import.</summary>
    public static async Task<PeopleImport> GetAsync(TenantTransaction transaction, Guid importId, CancellationToken cancel)
    {
        var row = await transaction.FindAsync<ImportRow>(
            """
            SELECT i.import_id, i.file_name, i.state, i.imported_at, coalesce(p.display_name, '') AS imported_by, i.rows, i.rows_with_problems, i.people_added, i.left_out, i.findings,
              (SELECT count(*) FROM person_import_row w WHERE w.partnership_id = i.partnership_id AND w.import_id = i.import_id) AS waiting
            FROM person_import i LEFT JOIN person p ON p.partnership_id = i.partnership_id AND p.person_id = i.imported_by_id
            WHERE i.partnership_id = @PartnershipId AND i.import_id = @importId
            """,
            new { transaction.PartnershipId, importId }, cancel) ?? throw Problem.NotFound("import");
        return row.ToImport();
    }

    // Set by name, not by constructor: the driver gives the type of an array only when it is read.
    private sealed record ImportRow
    {
        public Guid ImportId { get; init; }

        public string FileName { get; init; } = "";

        public short State { get; init; }

        public DateTime ImportedAt { get; init; }

        public string ImportedBy { get; init; } = "";

        public int Rows { get; init; }

        public int RowsWithProblems { get; init; }

        public int PeopleAdded { get; init; }

        public string[] LeftOut { get; init; } = [];

        public string[] Findings { get; init; } = [];

        public long Waiting { get; init; }

        public PeopleImport ToImport() => new()
        {
            ImportId = ImportId.ToString(),
            FileName = FileName,
            State = (PeopleImportState)State,
            ImportedAt = Timestamp.FromDateTime(ImportedAt),
            ImportedBy = ImportedBy,
            Rows = Rows,
            RowsWithProblems = RowsWithProblems,
            PeopleAdded = PeopleAdded,
            Waiting = Waiting,
            LeftOut = { LeftOut },
            Findings = { Findings },
        };
    }
}
