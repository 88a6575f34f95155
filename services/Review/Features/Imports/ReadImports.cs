using CoProduction.Review.Domain;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Review.Features.Imports;

/// <summary>What became of the files that were sent.</summary>
internal sealed class ReadImports(TenantDatabase database)
{
    private const string Columns =
        """
        import_id, cycle_id, file_name, state, imported_at, imported_by, rows, rows_with_problems, statements, held_back, headers, meanings, uses, finding_kinds, finding_messages,
        already_added, taken_back_at, taken_back_by
        """;

    public async Task<GetImportResponse> HandleAsync(GetImportRequest request, Caller caller, CancellationToken cancel)
    {
        var importId = Parse.Id(request.ImportId, "import_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var import = await GetAsync(transaction, importId, cancel);
        import.CanBeTakenBack = await TakeBackImport.FindObstacleAsync(transaction, import, cancel) is null;
        return new() { Import = import };
    }

    public async Task<ListImportsResponse> HandleAsync(ListImportsRequest request, Caller caller, CancellationToken cancel)
    {
        var cycleId = Parse.Id(request.CycleId, "cycle_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "imports", cycleId);
        await CycleCheck.RequireAsync(transaction, cycleId, cancel);
        var rows = await transaction.QueryAsync<ImportRow>(
            $"""
            SELECT {Columns} FROM import
            WHERE partnership_id = @PartnershipId AND cycle_id = @cycleId AND (@after::uuid IS NULL OR import_id < @after::uuid)
            ORDER BY import_id DESC LIMIT @Limit
            """,
            new { transaction.PartnershipId, cycleId, after = page.After(0), page.Limit }, cancel);
        var next = page.Next(rows, row => [row.ImportId]);
        return new() { Imports = { rows.Select(row => row.ToImport()) }, NextPageToken = next };
    }

    public async Task<ListImportProblemsResponse> HandleAsync(ListImportProblemsRequest request, Caller caller, CancellationToken cancel)
    {
        var importId = Parse.Id(request.ImportId, "import_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "problems", importId);
        await GetAsync(transaction, importId, cancel);
        var rows = await transaction.QueryAsync<ProblemRow>(
            """
            SELECT place, row, header, message FROM import_problem
            WHERE partnership_id = @PartnershipId AND import_id = @importId AND (@after::int IS NULL OR place > @after::int)
            ORDER BY place LIMIT @Limit
            """,
            new { transaction.PartnershipId, importId, after = page.After(0), page.Limit }, cancel);
        var next = page.Next(rows, row => [row.Place]);
        return new()
        {
            Problems = { rows.Select(row => new ImportProblem { Row = row.Row, Column = row.Header, Message = row.Message }) },
            NextPageToken = next,
        };
    }

    internal static async Task<Import> GetAsync(TenantTransaction transaction, Guid importId, CancellationToken cancel)
    {
        var row = await transaction.FindAsync<ImportRow>(
            $"SELECT {Columns} FROM import WHERE partnership_id = @PartnershipId AND import_id = @importId",
            new { transaction.PartnershipId, importId }, cancel) ?? throw Problem.NotFound("import");
        return row.ToImport();
    }

    private sealed record ProblemRow(int Place, long Row, string Header, string Message);

    // Set by name, not by constructor: the driver gives the type of an array only when it is read.
    private sealed record ImportRow
    {
        public Guid ImportId { get; init; }

        public Guid CycleId { get; init; }

        public string FileName { get; init; } = "";

        public short State { get; init; }

        public DateTime ImportedAt { get; init; }

        public string ImportedBy { get; init; } = "";

        public long Rows { get; init; }

        public long RowsWithProblems { get; init; }

        public long Statements { get; init; }

        public long HeldBack { get; init; }

        public long AlreadyAdded { get; init; }

        public string[] Headers { get; init; } = [];

        public string[] Meanings { get; init; } = [];

        public short[] Uses { get; init; } = [];

        public string[] FindingKinds { get; init; } = [];

        public string[] FindingMessages { get; init; } = [];

        public DateTime? TakenBackAt { get; init; }

        public string TakenBackBy { get; init; } = "";

        public Import ToImport() => new()
        {
            ImportId = ImportId.ToString(),
            CycleId = CycleId.ToString(),
            FileName = FileName,
            State = (ImportState)State,
            ImportedAt = Timestamp.FromDateTime(ImportedAt),
            ImportedBy = ImportedBy,
            Rows = Rows,
            RowsWithProblems = RowsWithProblems,
            Statements = Statements,
            HeldBack = HeldBack,
            AlreadyAdded = AlreadyAdded,
            TakenBackAt = TakenBackAt is { } at ? Timestamp.FromDateTime(at) : null,
            TakenBackBy = TakenBackBy,
            Columns = { Headers.Select((header, place) => new ColumnMapping { Header = header, Meaning = Meanings[place], Use = place < Uses.Length ? (ColumnUse)Uses[place] : ColumnUse.Unspecified }) },
            Findings = { FindingKinds.Zip(FindingMessages, (kind, message) => new ImportFinding { Kind = kind, Message = message }) },
        };
    }
}
