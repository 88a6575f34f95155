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
    public List<RowProblem> Problems { get; } = [];

    public long RowsWithProblems { get; private set; }

    /// <summary>Whether a column waits for somebody to decide about it.</summary>
    public bool MustAsk { get; private set; }

    /// <summary>INVALID_ARGUMENT (file) when it is no file of reviews.</summary>
    public static async Task<ImportReading> ReadAsync(TenantTransaction transaction, Stream bytes, ColumnChoices choices, CancellationToken cancel)
    {
        var staging = new ImportStaging(transaction);
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
    }
}
