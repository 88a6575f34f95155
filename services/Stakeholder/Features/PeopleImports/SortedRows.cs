using CoProduction.Shared.Data;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.PeopleImports;

/// <summary>A row that people have to decide about: it resembles a person of the register, or an earlier row that waits too.</summary>
internal sealed record RowThatWaits(PersonOfRow Row, Likeness Because, Guid? ResemblesId, long? EarlierRow);

/// <summary>
/// The rows of a file, sorted into those that look like nobody and those that look like somebody. The register is asked twice, however many rows there are: once for
/// who is reached the same way, once for all names.
/// </summary>
internal sealed class SortedRows
{
    private readonly List<Guid> _register = [];
    private readonly Dictionary<long, Guid> _added = [];
    private readonly List<RowThatWaits> _waiting = [];

    public List<(Guid PersonId, ImportedPerson Person)> Added { get; } = [];

    public IReadOnlyList<RowThatWaits> Waiting => _waiting;

    public static async Task<SortedRows> SortAsync(TenantTransaction transaction, IReadOnlyList<PersonOfRow> rows, CancellationToken cancel)
    {
        var sorted = new SortedRows();
        var reached = await ReachedAsync(transaction, rows, cancel);
        var register = await transaction.QueryAsync<(Guid PersonId, string Name)>(
            "SELECT person_id, sort_name FROM person WHERE partnership_id = @PartnershipId AND ended_at IS NULL ORDER BY person_id", new { transaction.PartnershipId }, cancel);
        var names = new AlikeNames([.. register.Select(person => person.Name), .. rows.Select(row => row.Person.Profile.DisplayName)]);
        foreach (var (personId, _) in register)
        {
            names.Add(sorted._register.Count);
            sorted._register.Add(personId);
        }
        var earlier = new Dictionary<string, PersonOfRow>();
        for (var i = 0; i < rows.Count; i++)
            sorted.Sort(rows, i, [.. reached[i]], earlier, names);
        return sorted;
    }

    private void Sort(IReadOnlyList<PersonOfRow> rows, int i, List<Way> ways, Dictionary<string, PersonOfRow> earlier, AlikeNames names)
    {
        var row = rows[i];
        if (ways.Find(way => way.PersonId is not null) is { } known)
            _waiting.Add(new(row, Likeness.SameContact, known.PersonId, null));
        else if (ways.Find(way => earlier.ContainsKey(way.Key)) is { } sameAsEarlier)
            Wait(row, Likeness.SameContact, earlier[sameAsEarlier.Key]);
        else if (names.Find(_register.Count + i) is { } number)
        {
            if (number < _register.Count)
                _waiting.Add(new(row, Likeness.NameAlike, _register[number], null));
            else
                Wait(row, Likeness.NameAlike, rows[number - _register.Count]);
        }
        else
        {
            // A person must not be guessed from their id: it is random, not sorted by time.
            _added[row.Row] = Guid.NewGuid();
            Added.Add((_added[row.Row], row.Person));
        }
        foreach (var way in ways)
            earlier.TryAdd(way.Key, row);
        names.Add(_register.Count + i);
    }

    private void Wait(PersonOfRow row, Likeness because, PersonOfRow earlier) =>
        _waiting.Add(_added.TryGetValue(earlier.Row, out var personId) ? new(row, because, personId, null) : new(row, because, null, earlier.Row));

    private static async Task<ILookup<int, Way>> ReachedAsync(TenantTransaction transaction, IReadOnlyList<PersonOfRow> rows, CancellationToken cancel)
    {
        var contacts = rows.SelectMany((row, i) => row.Person.Contacts.Select(contact => (Place: i, contact.Channel, contact.Detail))).ToList();
        var ways = await transaction.QueryAsync<Way>(
            """
            SELECT way.place, way.key, (
              SELECT c.person_id FROM person_contact c JOIN person p ON p.partnership_id = c.partnership_id AND p.person_id = c.person_id
              WHERE c.partnership_id = @PartnershipId AND c.detail_key = way.key AND p.ended_at IS NULL ORDER BY c.person_id LIMIT 1) AS person_id
            FROM (SELECT place, contact_key(channel, detail) AS key FROM unnest(@places, @channels, @details) AS c (place, channel, detail)) way WHERE way.key IS NOT NULL
            """,
            new
            {
                transaction.PartnershipId,
                places = contacts.Select(contact => contact.Place).ToArray(),
                channels = contacts.Select(contact => contact.Channel).ToArray(),
                details = contacts.Select(contact => contact.Detail).ToArray(),
            }, cancel);
        return ways.ToLookup(way => way.Place);
    }

    private sealed record Way(int Place, string Key, Guid? PersonId);
}
