using CoProduction.Review.Intake;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Files;

namespace CoProduction.Review.Features.Imports;

/// <summary>A file that was read to its end: its good rows are staged, and the first problems of the others are here.</summary>
internal sealed class ImportReading
{
    private const int ProblemsKept = 10_000;

    private ImportReading(ImportStaging staging, ReviewFile file) => (Staging, File) = (staging, file);

    public ImportStaging Staging { get; }

    /// <summary>At its end.</summary>
    public ReviewFile File { get; }

    /// <summary>Those of columns first, then by row.</summary>
    public List<RowProblem> Problems { get; private set; } = [];

    public long RowsWithProblems { get; private set; }

    /// <summary>Rows whose review was in the cycle before.</summary>
    public long AlreadyAdded { get; private set; }

    /// <summary>Whether anything is wrong with a row or must be asked about a column.</summary>
    public bool HasProblems { get; private set; }

    /// <summary>Whether a column waits for somebody to decide about it.</summary>
    public bool MustAsk { get; private set; }

    /// <summary>INVALID_ARGUMENT (file) when it is no file of reviews.</summary>
    public static async Task<ImportReading> ReadAsync(TenantTransaction transaction, Stream bytes, Guid cycleId, ColumnChoices choices, CancellationToken cancel)
    {
        var staging = new ImportStaging(transaction, new(cycleId));
        await staging.CreateAsync(cancel);
        try
        {
            using var file = ReviewFile.Open(bytes, choices);
            var reading = new ImportReading(staging, file);
            await reading.ReadRowsAsync(cancel);
            if (file.Rows == 0)
                throw new FileFailure("NO_ROWS", "This file has headers but no rows below them.");
            reading.AskAboutColumns();
            return reading;
        }
        catch (FileFailure failure)
        {
            throw Problem.Invalid("file", failure.Message);
        }
    }

    /// <summary>Takes out what is in the cycle already; when that is all there is, gives the import that brought most of it.</summary>
    public async Task<Guid?> TakeOutAddedBeforeAsync(Guid cycleId, CancellationToken cancel)
    {
        var again = await Staging.TakeOutAddedBeforeAsync(cycleId, cancel);
        AlreadyAdded = again.Count;
        if (again.Count > 0 && Staging.Statements == 0 && !HasProblems)
            return again.CountBy(review => review.ImportId).MaxBy(import => import.Value).Key;
        Problems.AddRange(again.Take(ProblemsKept - Problems.Count).Select(review => new RowProblem(review.Row, "", "This review is in the cycle already, so it was not added again.")));
        Problems = [.. Problems.OrderBy(problem => problem.Row)];
        return null;
    }

    private async Task ReadRowsAsync(CancellationToken cancel)
    {
        await using var batches = new ReadAhead(File, cancel);
        while (await batches.NextAsync() is { } batch)
        {
            RowsWithProblems += batch.RowsWithProblems;
            Problems.AddRange(batch.Problems.Take(ProblemsKept - Problems.Count));
            await Staging.AddAsync(batch.Reviews, cancel);
        }
    }

    private void AskAboutColumns()
    {
        Problems.InsertRange(0, File.ColumnProblems);
        MustAsk = Problems is [{ Row: 0 }, ..];
        HasProblems = Problems.Count > 0;
    }
}
