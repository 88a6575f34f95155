using CoProduction.Shared.Files;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>Checks one row of a file and takes out what it says of somebody. A problem never quotes what the row says.</summary>
internal sealed class PersonRowCheck(long row, PersonColumns columns, PersonWords words, Table fields)
{
    private const int MostWords = 30;
    private static readonly PersonColumn[] _nameColumns = [PersonColumn.Name, PersonColumn.FirstName, PersonColumn.LastName, PersonColumn.PreferredName];
    private static readonly char[] _betweenChoices = [';', '|', '\n'];
    private static readonly char[] _betweenWords = [';', '|', '\n', ','];

    private readonly List<PersonRowProblem> _problems = [];
    private readonly HashSet<RowNote> _notes = [];

    public IReadOnlyList<PersonRowProblem> Problems => _problems;

    /// <summary>What was mended or left out.</summary>
    public IReadOnlyCollection<RowNote> Notes => _notes;

    /// <summary>What the row says, or null when anything is wrong with it.</summary>
    public ImportedPerson? Read()
    {
        if (!HasAgreed())
            return null;
        CheckCells();
        var person = new ImportedPerson
        {
            Profile = new()
            {
                DisplayName = Name(),
                OwnWords = Text(PersonColumn.OwnWords, 200),
                Pronouns = Text(PersonColumn.Pronouns, 50),
                Experience = { Choices(PersonColumn.Experience, "experience") },
                Skills = { Words(PersonColumn.Skills) },
                Interests = { Words(PersonColumn.Interests) },
                Routes = { Choices(PersonColumn.Routes, "route") },
                Availability = Lines(PersonColumn.Availability, 500),
            },
            Contacts = { new PersonContacts(columns, fields, Add, _notes).Read() },
            Needs = { Needs() },
        };
        return _problems.Count == 0 ? person : null;
    }

    private bool HasAgreed()
    {
        var agreed = ConsentWords.Of(columns.Cell(fields, PersonColumn.Agreed));
        if (agreed == false)
            Add("They have not agreed that this is kept about them, so they are left out. Ask them first.", PersonColumn.Agreed);
        else if (agreed is null)
            Add("Have they said that this may be kept about them? Write “yes” or “no”.", PersonColumn.Agreed);
        return agreed == true;
    }

    private void CheckCells()
    {
        if (fields.IsMisquoted)
            Add("A quotation mark stands in the wrong place in this row. Double a mark that belongs to the words.");
        else if (fields.HasMore)
            Add("This row has more cells than there are headers. Put quotation marks around words that hold a comma or a line break.");
        else if (fields.IsShifted)
            Add("It looks as if a comma or another sign within the words had cut them, so that their rest stands under another header. Put quotation marks around the words.");
    }

    private string Name()
    {
        var name = new WrittenName(
            NameCell(PersonColumn.Name), NameCell(PersonColumn.FirstName), NameCell(PersonColumn.MiddleName), NameCell(PersonColumn.LastName), NameCell(PersonColumn.PreferredName));
        if (name.HadTitle)
            _notes.Add(RowNote.TitleLeftOut);
        if (name.IsPreferred)
            _notes.Add(RowNote.NamedAsPreferred);
        var column = _nameColumns.First(columns.Has);
        if (name.Text.Length == 0)
            Add("Give the name that they want to be called.", column);
        return NotTooLong(name.Text, column, 200);
    }

    private string NameCell(PersonColumn column) => string.Join(' ', PlainText.OneLine(columns.Cell(fields, column)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private string Text(PersonColumn column, int longest) => NotTooLong(PlainText.OneLine(columns.Cell(fields, column)), column, longest);

    private string Lines(PersonColumn column, int longest) => NotTooLong(columns.Cell(fields, column), column, longest);

    private string NotTooLong(string text, PersonColumn column, int longest)
    {
        if (text.Length > longest)
            Add($"This is too long: {longest:N0} characters at most.", column);
        return text;
    }

    // Words of a choice may hold a comma, so a comma counts only where the whole is no choice.
    private IEnumerable<string> Choices(PersonColumn column, string kind)
    {
        var codes = new List<string?>();
        foreach (var part in Parts(columns.Cell(fields, column), _betweenChoices))
        {
            if (words.CodeOf(kind, part) is { } code)
                codes.Add(code);
            else
                codes.AddRange(Parts(part, _betweenWords).Select(word => words.CodeOf(kind, word)));
        }
        if (codes.Contains(null))
            Add($"Something here is not offered. Write one or more of these, with a semicolon between them: {words.Offered(kind)}.", column);
        return codes.OfType<string>().Distinct();
    }

    private List<string> Words(PersonColumn column)
    {
        List<string> all = [.. Parts(columns.Cell(fields, column), _betweenWords).Select(PlainText.OneLine).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (all.Count > MostWords)
            Add($"These are too many: {MostWords} at most.", column);
        if (all.Exists(word => word.Length > 100))
            Add("One of these is too long: 100 characters at most. Put a semicolon between them.", column);
        return all;
    }

    private IEnumerable<ImportedNeed> Needs()
    {
        var (about, wording) = (columns.Cell(fields, PersonColumn.NeedCategory), Lines(PersonColumn.NeedWording, 500));
        if (about.Length == 0 && wording.Length == 0)
            yield break;
        var code = words.CodeOf("adjustment", about);
        if (code is null)
            Add($"Say what it is about. Write one of these: {words.Offered("adjustment")}.", PersonColumn.NeedCategory);
        else if (wording.Length == 0)
            Add("Say what would help, such as: large print, or a ground-floor room.", PersonColumn.NeedWording);
        else
            yield return new() { Category = code, Wording = wording };
    }

    private static string[] Parts(string text, char[] between) => text.Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void Add(string message, PersonColumn? column = null) => Add(message, column is { } named ? columns.HeaderOf(named) : "");

    private void Add(string message, string header) => _problems.Add(new(row, header, message));
}
