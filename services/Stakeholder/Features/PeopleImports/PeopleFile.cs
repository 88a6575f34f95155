using CoProduction.Shared.Files;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>A good row of a file: 1-based, and what it says of somebody.</summary>
internal sealed record PersonOfRow(long Row, ImportedPerson Person);

/// <summary>What is wrong with a row and what to do, without anybody's words. Header is empty when the whole row is meant.</summary>
internal sealed record PersonRowProblem(long Row, string Header, string Message);

/// <summary>A file of people, read whole; findings: how it was read, in sentences.</summary>
internal sealed record PeopleFile(
    int Rows, IReadOnlyList<PersonOfRow> People, IReadOnlyList<PersonRowProblem> Problems, int RowsWithProblems, IReadOnlyList<string> LeftOut,
    IReadOnlyList<string> Findings)
{
    private const int MostRows = 10_000;

    /// <summary>Reads the bytes; <see cref="FileFailure"/> when this is no file of people.</summary>
    public static PeopleFile Read(Stream bytes, PersonWords words, CancellationToken cancel)
    {
        using var table = Table.Open(bytes, PersonColumns.Form);
        var columns = PersonColumns.Read(table.Headers);
        var (rows, withProblems) = (0, 0);
        var people = new List<PersonOfRow>();
        var problems = new List<PersonRowProblem>();
        var notes = new List<(long Row, RowNote Note)>();
        while (table.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (table.IsEmpty)
                continue;
            if (++rows > MostRows)
                throw new FileFailure("TOO_MANY_ROWS", $"This file has more than {MostRows:N0} rows. Send it in several files.");
            var row = new PersonRowCheck(rows, columns, words, table);
            if (row.Read() is { } person)
            {
                people.Add(new(rows, person));
                notes.AddRange(row.Notes.Select(note => ((long)rows, note)));
            }
            problems.AddRange(row.Problems);
            withProblems += row.Problems.Count > 0 ? 1 : 0;
        }
        if (rows == 0)
            throw new FileFailure("NO_ROWS", "This file has headers but no rows below them.");
        return new(rows, people, problems, withProblems, [.. columns.LeftOut], [.. table.Findings.Select(finding => finding.Message), .. RowNotes.Said(notes)]);
    }
}
