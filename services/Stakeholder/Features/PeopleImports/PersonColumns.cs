using CoProduction.Shared.Files;
using CoProduction.Shared.Requests;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>Which column of a file is for what. Ways to reach somebody may have several columns, all else has one.</summary>
internal sealed class PersonColumns
{
    private const int LongestHeader = 200;

    private static readonly PersonColumn[] _names = [PersonColumn.Name, PersonColumn.FirstName, PersonColumn.LastName, PersonColumn.PreferredName];

    private static readonly PersonColumn[] _several =
        [PersonColumn.Email, PersonColumn.Phone, PersonColumn.Text, PersonColumn.AnyContact, PersonColumn.Post, PersonColumn.PostPart, PersonColumn.Somebody];

    private readonly PersonColumn[] _columns;
    private readonly string[] _headers;

    private PersonColumns(IEnumerable<string> headers)
    {
        _headers = [.. headers.Select(header => Cut(header.Trim()))];
        _columns = [.. _headers.Select(PersonHeaders.Of)];
        // A town or a postcode alone is nowhere to write to.
        if (!Has(PersonColumn.Post))
            _columns = Array.ConvertAll(_columns, column => column == PersonColumn.PostPart ? PersonColumn.LeftOut : column);
    }

    /// <summary>What is looked for in a file's first lines.</summary>
    public static TableForm Form { get; } = new()
    {
        Knows = header => PersonHeaders.Of(header) != PersonColumn.LeftOut,
        Suffices = headers => headers.Any(header => _names.Contains(PersonHeaders.Of(header))),
    };

    /// <summary>Headers of columns that nothing is taken from.</summary>
    public IEnumerable<string> LeftOut => _headers.Where((header, place) => _columns[place] == PersonColumn.LeftOut && header.Length > 0);

    /// <summary>Reads a file's line of headers; a failure says which headers would do.</summary>
    public static PersonColumns Read(IReadOnlyList<string> headers)
    {
        var columns = new PersonColumns(headers);
        columns.RefuseTwice();
        if (!_names.Any(columns.Has))
            throw new FileFailure("NO_NAMES", "No column of names was found. Name it “name” in the first line of the file, or name two columns “first name” and “last name”.");
        if (!columns.Has(PersonColumn.Agreed))
            throw new FileFailure("NO_AGREEMENT", "There is no column “agreed”. Add one, with “yes” for everybody who has said that this may be kept about them.");
        return columns;
    }

    public bool Has(PersonColumn column) => _columns.Contains(column);

    /// <summary>The places of the columns that are for one of these, in the order of the file.</summary>
    public IEnumerable<int> PlacesOf(params PersonColumn[] wanted) => Enumerable.Range(0, _columns.Length).Where(place => wanted.Contains(_columns[place]));

    public PersonColumn At(int place) => _columns[place];

    /// <summary>The cell's lines (<see cref="PlainText.Lines"/>) without blanks at its ends; empty when there is none.</summary>
    public string Cell(Table row, PersonColumn column) => Has(column) ? Cell(row, Array.IndexOf(_columns, column)) : "";

    /// <summary>The cell's lines (<see cref="PlainText.Lines"/>) without blanks at its ends; empty when there is none.</summary>
    public static string Cell(Table row, int place) => PlainText.Lines(row.Cell(place).ToString()).Trim().Normalize();

    /// <summary>As it stands in the file; empty when there is no such column.</summary>
    public string HeaderOf(PersonColumn column) => Has(column) ? _headers[Array.IndexOf(_columns, column)] : "";

    public string HeaderAt(int place) => _headers[place];

    private void RefuseTwice()
    {
        foreach (var twice in Enumerable.Range(0, _columns.Length).GroupBy(place => _columns[place]).Where(places => places.Count() > 1))
        {
            if (twice.Key != PersonColumn.LeftOut && !_several.Contains(twice.Key))
                throw new FileFailure("COLUMN_TWICE",
                    $"The columns “{_headers[twice.First()]}” and “{_headers[twice.ElementAt(1)]}” mean the same. Keep one of them, or give the other another header.");
        }
    }

    // Half of a pair is no letter, and PostgreSQL takes none.
    private static string Cut(string name) =>
        name.Length <= LongestHeader ? name : name[..(char.IsHighSurrogate(name[LongestHeader - 1]) ? LongestHeader - 1 : LongestHeader)];
}
