using CoProduction.Shared.Data;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Engagement;

/// <summary>
/// How far one group has been told. Nobody knows whether those reached at one time are those reached at another, so how many have been told is a range: at least
/// the persons known by name or the largest number reached at once, at most all of them added up.
/// </summary>
// Set by name, not by constructor: the driver gives the type of an array only when it is read.
internal sealed record GroupReached
{
    public Guid GroupId { get; init; }

    public long Invitations { get; init; }

    public string LastOn { get; init; } = "";

    /// <summary>Somebody known by name counts once.</summary>
    public long Persons { get; init; }

    public long LargestNumber { get; init; }

    public long AllNumbers { get; init; }

    public long SaidYes { get; init; }

    public long Waiting { get; init; }

    /// <summary>Since when the oldest invitation has had no answer; empty when none is waited for.</summary>
    public string WaitingSince { get; init; } = "";

    /// <summary>Codes by which they were reached.</summary>
    public string[] Channels { get; init; } = [];

    public int AtLeast => Whole(Math.Max(Persons, LargestNumber));

    /// <summary>Whether anybody of the group has been told at all.</summary>
    public bool IsTold => Persons + AllNumbers > 0;

    /// <summary>All groups of a project of which somebody was told, or tried to be.</summary>
    public static Task<List<GroupReached>> ReadAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel) => transaction.QueryAsync<GroupReached>(
        """
        SELECT group_id, count(*) AS invitations, max(told_on)::text AS last_on,
          count(DISTINCT person_id) FILTER (WHERE answer <> @NotReached) AS persons,
          coalesce(max(people) FILTER (WHERE person_id IS NULL AND answer <> @NotReached), 0)::bigint AS largest_number,
          coalesce(sum(people) FILTER (WHERE person_id IS NULL AND answer <> @NotReached), 0)::bigint AS all_numbers,
          count(DISTINCT person_id) FILTER (WHERE said_yes > 0) + coalesce(sum(said_yes) FILTER (WHERE person_id IS NULL), 0)::bigint AS said_yes,
          count(*) FILTER (WHERE answer = @Waiting) AS waiting, coalesce(min(told_on) FILTER (WHERE answer = @Waiting)::text, '') AS waiting_since,
          coalesce(array_agg(DISTINCT channel) FILTER (WHERE answer <> @NotReached), '{}') AS channels
        FROM invitation WHERE partnership_id = @PartnershipId AND project_id = @projectId AND answer <> @Mistake GROUP BY group_id
        """,
        new
        {
            transaction.PartnershipId,
            projectId,
            NotReached = (short)InvitationAnswer.NotReached,
            Waiting = (short)InvitationAnswer.Waiting,
            Mistake = (short)InvitationAnswer.Mistake,
        }, cancel);

    /// <summary>Never more than the group has, where somebody has an idea of that.</summary>
    public int AtMost(int estimatedSize) => estimatedSize > 0 ? Math.Min(Whole(Persons + AllNumbers), estimatedSize) : Whole(Persons + AllNumbers);

    public GroupEngagement ToEngagement(AffectedGroup group)
    {
        var engagement = new GroupEngagement
        {
            GroupId = group.GroupId,
            Name = group.Name,
            EstimatedSize = group.EstimatedSize,
            ToldAtLeast = group.EstimatedSize > 0 ? Math.Min(AtLeast, group.EstimatedSize) : AtLeast,
            ToldAtMost = AtMost(group.EstimatedSize),
            Invitations = Whole(Invitations),
            LastOn = LastOn,
            SaidYes = Whole(SaidYes),
            Waiting = Whole(Waiting),
            Channels = { Channels },
        };
        if (group.EstimatedSize > 0)
            engagement.ShareAtMost = (double)engagement.ToldAtMost / group.EstimatedSize;
        return engagement;
    }

    private static int Whole(long people) => (int)Math.Min(people, int.MaxValue);
}
