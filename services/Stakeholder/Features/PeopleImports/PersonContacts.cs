using CoProduction.Shared.Files;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>Takes the ways to reach somebody out of a row: addresses before numbers, and each kind in the order of the file.</summary>
internal sealed class PersonContacts(PersonColumns columns, Table row, Action<string, string> addProblem, HashSet<RowNote> notes)
{
    private const int Most = 10;
    private const int Longest = 300;
    private static readonly HashSet<string> _nothing = ["", "na", "n a", "none", "no", "nil", "not known", "unknown", "not given", "not provided", "not applicable", "no email", "no phone"];
    private readonly List<Contact> _contacts = [];
    private readonly HashSet<string> _seen = [];

    public IReadOnlyList<Contact> Read()
    {
        foreach (var place in columns.PlacesOf(PersonColumn.Email))
            Add("email", place, CellOf(place));
        foreach (var place in columns.PlacesOf(PersonColumn.Phone, PersonColumn.Text, PersonColumn.AnyContact))
            AddNumbers(place);
        Add("post", string.Join('\n', columns.PlacesOf(PersonColumn.Post, PersonColumn.PostPart).Select(place => PersonColumns.Cell(row, place)).Where(cell => cell.Length > 0).Distinct()));
        foreach (var place in columns.PlacesOf(PersonColumn.Somebody))
            Add("somebody", PersonColumns.Cell(row, place));
        if (_contacts.Count > Most)
            addProblem($"These are too many ways to reach one person: {Most} at most.", "");
        return _contacts;
    }

    private void AddNumbers(int place)
    {
        var words = CellOf(place);
        if (columns.At(place) != PersonColumn.AnyContact)
            Add(columns.At(place) == PersonColumn.Text ? "text" : "phone", place, words);
        else if (words.Contains('@'))
            Add("email", place, words);
        else if (words.Any(char.IsAsciiDigit))
            Add("phone", place, words);
        else if (words.Length > 0)
            notes.Add(RowNote.NoWayToReach);
    }

    private void Add(string channel, int place, string words)
    {
        if (words.Length == 0)
            return;
        var written = WrittenContacts.Of(channel, words);
        if (written.Problem is { } problem)
            addProblem(problem, columns.HeaderAt(place));
        if (written.IsNumberMended)
            notes.Add(RowNote.NumberMended);
        if (written.LeavesOutWords)
            notes.Add(RowNote.WordsBesideAddress);
        foreach (var detail in written.Details)
            Add(channel, detail);
    }

    // Whoever has one number for everything writes it into each column.
    private void Add(string channel, string detail)
    {
        if (detail.Length > Longest)
            addProblem($"This is too long: {Longest} characters at most.", columns.HeaderOf(channel == "post" ? PersonColumn.Post : PersonColumn.Somebody));
        else if (detail.Length > 0 && _seen.Add(string.Concat(detail.Where(char.IsLetterOrDigit)).ToLowerInvariant()))
            _contacts.Add(new() { Channel = channel, Detail = detail });
    }

    private string CellOf(int place)
    {
        var words = PersonColumns.Cell(row, place);
        return words.Any(c => char.IsAsciiDigit(c) || c is '@' or '#') || !_nothing.Contains(PlainWords.Of(words)) ? words : "";
    }
}
