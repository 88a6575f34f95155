using CoProduction.Shared.Files;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>A good row of a file: 1-based, and what it says of somebody.</summary>
internal sealed record PersonOfRow(long Row, ImportedPerson Person);

/// <summary>What is wrong with a row and what to do, without anybody's words. Header is empty when the whole row is meant.</summary>
internal sealed record PersonRowProblem(long Row, string Header, string Message);

/// <summary>A file of people, read whole.</summary>
internal sealed record PeopleFile(
    int Rows, IReadOnlyList<PersonOfRow> People, IReadOnlyList<PersonRowProblem> Problems, int RowsWithProblems, IReadOnlyList<string> LeftOut)
{
    private const int MostRows = 10_000;

    /// <summary>Reads the bytes; <see cref="FileFailure"/> when this is no file of people.</summary>
    public static async Task<PeopleFile> ReadAsync(Stream bytes, PersonWords words, CancellationToken cancel)
    {
        var records = new CsvRecords(await FileText.OpenAsync(bytes, cancel));
        var columns = PersonColumns.Read(await records.NextAsync(cancel) ?? throw FileFailure.Empty());
        var (rows, withProblems) = (0, 0);
        var people = new List<PersonOfRow>();
        var problems = new List<PersonRowProblem>();
        while (await records.NextAsync(cancel) is { } fields)
        {
            if (++rows > MostRows)
                throw new FileFailure("TOO_MANY_ROWS", $"This file has more than {MostRows:N0} rows. Send it in several files.");
            var row = new PersonRowCheck(rows, columns, words, fields);
            if (row.Read() is { } person)
                people.Add(new(rows, person));
            problems.AddRange(row.Problems);
            withProblems += row.Problems.Count > 0 ? 1 : 0;
        }
        if (rows == 0)
            throw new FileFailure("NO_ROWS", "This file has headers but no rows below them.");
        return new(rows, people, problems, withProblems, [.. columns.LeftOut]);
    }
}
