using CoProduction.Shared.Data;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Learning;

/// <summary>Of one kind: how many people want it and have not had it, how many had it, and of these how many are staff and how many are not.</summary>
internal sealed record KindRow(string Kind, long Want, long Had, long StaffHad, long OthersHad, long WaitLong, string LongestSince);

/// <summary>How many people of the register take part, as far as it is known, and who of them have just started.</summary>
internal sealed record TakePartRow(long People, long Staff, long Newcomers, long NewcomersAlone);

/// <summary>What those who take part in a project want to learn and had, as far as flags and steps rest on it: two queries.</summary>
internal sealed record LearningFacts(IReadOnlyList<KindRow> Kinds, TakePartRow TakePart)
{
    /// <summary>After so many months somebody has waited for long.</summary>
    public const int LongMonths = 3;

    // In a group that runs it, or with something to learn for it. Just started: they say so of themselves, or say nothing and joined not long ago.
    private const string Taking =
        """
        WITH part AS (
          SELECT person_id, bool_or(is_new) AS is_new FROM (
            SELECT person_id, false AS is_new FROM learning WHERE partnership_id = @PartnershipId AND project_id = @projectId AND ended_on IS NULL
            UNION ALL
            SELECT person_id, joined_on > @since::date FROM governing_member
            WHERE partnership_id = @PartnershipId AND project_id = @projectId AND person_id IS NOT NULL AND left_on IS NULL) one
          GROUP BY person_id),
        taking AS (
          SELECT p.person_id, p.display_name, 'staff' = ANY(p.experience) AS is_staff, p.journey IN ('curious', 'starting') OR p.journey = '' AND part.is_new AS is_newcomer,
            EXISTS (SELECT FROM peer s WHERE s.partnership_id = @PartnershipId AND s.newcomer_id = p.person_id AND (s.project_id IS NULL OR s.project_id = @projectId)
              AND s.from_on <= @today::date AND (s.until_on IS NULL OR s.until_on > @today::date)) AS has_peer
          FROM part JOIN person p ON p.partnership_id = @PartnershipId AND p.person_id = part.person_id WHERE p.ended_at IS NULL)
        """;

    public static async Task<LearningFacts> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var key = KeyOf(transaction, projectId);
        var kinds = await transaction.QueryAsync<KindRow>(
            """
            SELECT l.kind, count(DISTINCT l.person_id) FILTER (WHERE l.had_on IS NULL) AS want, count(DISTINCT l.person_id) FILTER (WHERE l.had_on IS NOT NULL) AS had,
              count(DISTINCT l.person_id) FILTER (WHERE l.had_on IS NOT NULL AND 'staff' = ANY(p.experience)) AS staff_had,
              count(DISTINCT l.person_id) FILTER (WHERE l.had_on IS NOT NULL AND NOT 'staff' = ANY(p.experience)) AS others_had,
              count(DISTINCT l.person_id) FILTER (WHERE l.had_on IS NULL AND l.wanted_on < @since::date) AS wait_long,
              coalesce(min(l.wanted_on) FILTER (WHERE l.had_on IS NULL)::text, '') AS longest_since
            FROM learning l JOIN person p ON p.partnership_id = l.partnership_id AND p.person_id = l.person_id
            LEFT JOIN person_choice c ON c.kind = 'learning' AND c.code = l.kind
            WHERE l.partnership_id = @PartnershipId AND l.project_id = @projectId AND l.ended_on IS NULL GROUP BY l.kind, c.place ORDER BY c.place
            """, key, cancel);
        var takePart = await transaction.GetAsync<TakePartRow>(
            $"""
            {Taking}
            SELECT count(*) AS people, count(*) FILTER (WHERE is_staff) AS staff, count(*) FILTER (WHERE is_newcomer) AS newcomers,
              count(*) FILTER (WHERE is_newcomer AND NOT has_peer) AS newcomers_alone FROM taking
            """, key, cancel);
        return new(kinds, takePart);
    }

    /// <summary>The same by name.</summary>
    public static Task<List<NamedRow>> NamedAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => transaction.QueryAsync<NamedRow>(
        $"""
        {Taking}
        SELECT t.person_id, t.display_name AS name, t.is_newcomer, t.has_peer,
          coalesce(array_agg(DISTINCT l.kind) FILTER (WHERE l.had_on IS NULL AND l.kind IS NOT NULL), ARRAY[]::text[]) AS wants,
          coalesce(array_agg(DISTINCT l.kind) FILTER (WHERE l.had_on IS NOT NULL), ARRAY[]::text[]) AS had
        FROM taking t
        LEFT JOIN learning l ON l.partnership_id = @PartnershipId AND l.project_id = @projectId AND l.person_id = t.person_id AND l.ended_on IS NULL
        GROUP BY t.person_id, t.display_name, t.is_newcomer, t.has_peer ORDER BY t.display_name, t.person_id LIMIT 200
        """, KeyOf(transaction, projectId), cancel);

    private static object KeyOf(TenantTransaction transaction, Guid projectId) =>
        new { transaction.PartnershipId, projectId, since = transaction.Now.AddMonths(-LongMonths), today = Days.Today(transaction) };

    // Set by name, not by constructor: the driver gives the type of an array only when it is read.
    internal sealed record NamedRow
    {
        public Guid PersonId { get; init; }

        public string Name { get; init; } = "";

        public bool IsNewcomer { get; init; }

        public bool HasPeer { get; init; }

        public string[] Wants { get; init; } = [];

        public string[] Had { get; init; } = [];

        public PersonLearning ToPersonLearning() =>
            new() { PersonId = PersonId.ToString(), Name = Name, IsNewcomer = IsNewcomer, HasPeer = HasPeer, Wants = { Wants }, Had = { Had } };
    }
}
