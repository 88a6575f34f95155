using CoProduction.Shared.Files;
using CoProduction.Shared.Requests;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>What a column of a file of people is for.</summary>
internal enum PersonColumn
{
    LeftOut,
    Name,
    OwnWords,
    Pronouns,
    Experience,
    Skills,
    Interests,
    Routes,
    Availability,
    Email,
    Phone,
    Post,
    Somebody,
    NeedCategory,
    NeedWording,
    Agreed,
}

/// <summary>Recognises columns by their headers, in any case and punctuation.</summary>
internal sealed class PersonColumns
{
    private const int LongestHeader = 200;

    private static readonly Dictionary<string, PersonColumn> _headers = Named(
        (PersonColumn.Name, "name|full name|display name|what they want to be called"),
        (PersonColumn.OwnWords, "own words|in their own words|how they speak of themselves"),
        (PersonColumn.Pronouns, "pronouns|pronoun"),
        (PersonColumn.Experience, "experience|experience they bring"),
        (PersonColumn.Skills, "skills|skill|good at|what they are good at"),
        (PersonColumn.Interests, "interests|interest|what they care about"),
        (PersonColumn.Routes, "ways of taking part|ways to take part|way of taking part|taking part|how they want to take part|routes"),
        (PersonColumn.Availability, "when it suits|when it suits them|availability|available"),
        (PersonColumn.Email, "email|email address|e mail"),
        (PersonColumn.Phone, "phone|telephone|phone number|telephone number|mobile|mobile number"),
        (PersonColumn.Post, "address|postal address|post|letter"),
        (PersonColumn.Somebody, "other contact|other way to reach them|through somebody|whom to ask"),
        (PersonColumn.NeedCategory, "adjustment category|adjustment about|need category|what the need is about"),
        (PersonColumn.NeedWording, "adjustment wording|adjustment|need|what would help"),
        (PersonColumn.Agreed, "agreed|agrees|agreement|they agreed|have they agreed|consent"));

    /// <summary>What is looked for in a file's first lines.</summary>
    public static TableForm Form { get; } = new()
    {
        Knows = header => _headers.ContainsKey(PlainWords.Of(header)),
        Suffices = headers => headers.Any(header => _headers.GetValueOrDefault(PlainWords.Of(header)) == PersonColumn.Name),
    };

    private readonly Dictionary<PersonColumn, int> _places = [];
    private readonly IReadOnlyList<string> _names;

    private PersonColumns(IReadOnlyList<string> names) => _names = names;

    public int Count => _names.Count;

    /// <summary>Headers of columns that nothing is taken from.</summary>
    public IEnumerable<string> LeftOut => _names.Where((_, place) => !_places.ContainsValue(place)).Where(name => name.Length > 0);

    /// <summary>Reads a file's line of headers; a failure says which headers would do.</summary>
    public static PersonColumns Read(IReadOnlyList<string> headers)
    {
        var columns = new PersonColumns([.. headers.Select(header => Cut(header.Trim()))]);
        for (var place = 0; place < headers.Count; place++)
        {
            if (_headers.TryGetValue(PlainWords.Of(headers[place]), out var column) && !columns._places.TryAdd(column, place))
                throw new FileFailure("COLUMN_TWICE",
                    $"The columns “{columns.HeaderOf(column)}” and “{columns._names[place]}” mean the same. Keep one of them, or give the other another header.");
        }
        if (!columns._places.ContainsKey(PersonColumn.Name))
            throw new FileFailure("NO_NAMES", "No column of names was found. Name it “name” in the first line of the file.");
        if (!columns._places.ContainsKey(PersonColumn.Agreed))
            throw new FileFailure("NO_AGREEMENT", "There is no column “agreed”. Add one, with “yes” for everybody who has said that this may be kept about them.");
        return columns;
    }

    /// <summary>The cell's lines (<see cref="PlainText.Lines"/>) without blanks at its ends; empty when there is none.</summary>
    public string Cell(IReadOnlyList<string> fields, PersonColumn column) =>
        _places.TryGetValue(column, out var place) && place < fields.Count ? PlainText.Lines(fields[place]).Trim().Normalize() : "";

    /// <summary>As it stands in the file; empty when there is no such column.</summary>
    public string HeaderOf(PersonColumn column) => _places.TryGetValue(column, out var place) ? _names[place] : "";

    // Half of a pair is no letter, and PostgreSQL takes none.
    private static string Cut(string name) =>
        name.Length <= LongestHeader ? name : name[..(char.IsHighSurrogate(name[LongestHeader - 1]) ? LongestHeader - 1 : LongestHeader)];

    private static Dictionary<string, PersonColumn> Named(params (PersonColumn Column, string Names)[] columns) =>
        columns.SelectMany(column => column.Names.Split('|').Select(name => (name, column.Column))).ToDictionary(pair => pair.name, pair => pair.Column);
}
