using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Safeguarding;

/// <summary>Somebody with the role, and their hours.</summary>
// Set by name, not by constructor: the driver gives the type of an array only when it is read.
internal sealed record ResponderRow
{
    public Guid PersonId { get; init; }

    public string DisplayName { get; init; } = "";

    public string Email { get; init; } = "";

    public bool IsLead { get; init; }

    public short[] Days { get; init; } = [];

    public string FromTime { get; init; } = "";

    public string UntilTime { get; init; } = "";

    public bool IsOnDuty { get; init; }

    public static Task<List<ResponderRow>> ReadAsync(TenantTransaction transaction, CancellationToken cancel) => transaction.QueryAsync<ResponderRow>(
        """
        SELECT m.person_id, a.display_name, coalesce(a.email, '') AS email, coalesce(r.is_lead, false) AS is_lead, coalesce(r.days, '{}') AS days,
          coalesce(to_char(r.from_time, 'HH24:MI'), '') AS from_time, coalesce(to_char(r.until_time, 'HH24:MI'), '') AS until_time,
          (coalesce(cardinality(r.days), 0) = 0 OR extract(isodow FROM here.now)::smallint = ANY(r.days))
            AND (r.from_time IS NULL OR here.now::time >= r.from_time AND here.now::time < r.until_time
              OR r.until_time < r.from_time AND (here.now::time >= r.from_time OR here.now::time < r.until_time)) AS is_on_duty
        FROM membership m JOIN account a ON a.person_id = m.person_id
        LEFT JOIN responder r ON r.partnership_id = m.partnership_id AND r.person_id = m.person_id
        CROSS JOIN (SELECT @Now::timestamptz AT TIME ZONE 'Europe/London' AS now) here
        WHERE m.partnership_id = @PartnershipId AND @Responder = ANY(m.roles) ORDER BY is_lead DESC, a.display_name, m.person_id
        """,
        new { transaction.PartnershipId, transaction.Now, Roles.Responder }, cancel);

    public Responder ToResponder() => new()
    {
        PersonId = PersonId.ToString(),
        DisplayName = DisplayName,
        IsLead = IsLead,
        Days = { Days.Select(day => (int)day) },
        FromTime = FromTime,
        UntilTime = UntilTime,
        HasEmail = Email.Length > 0,
    };
}
