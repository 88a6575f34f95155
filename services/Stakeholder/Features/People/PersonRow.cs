using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.People;

/// <summary>Somebody in the register.</summary>
// Set by name, not by constructor: the driver gives the type of an array only when it is read.
internal sealed record PersonRow
{
    private const string Select =
        """
        SELECT p.person_id, p.display_name, p.own_words, p.pronouns, p.experience, p.journey, p.skills, p.interests, p.routes, p.availability, p.heard_from, p.job_title,
          p.version, EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.person_id) AS has_sign_in
        FROM person p WHERE p.partnership_id = @PartnershipId
        """;

    public Guid PersonId { get; init; }

    public string DisplayName { get; init; } = "";

    public string OwnWords { get; init; } = "";

    public string Pronouns { get; init; } = "";

    public string[] Experience { get; init; } = [];

    public string Journey { get; init; } = "";

    public string[] Skills { get; init; } = [];

    public string[] Interests { get; init; } = [];

    public string[] Routes { get; init; } = [];

    public string Availability { get; init; } = "";

    public string HeardFrom { get; init; } = "";

    public string JobTitle { get; init; } = "";

    public long Version { get; init; }

    public bool HasSignIn { get; init; }

    /// <summary>NOT_FOUND when the register has no such person.</summary>
    public static async Task<PersonRow> GetAsync(TenantTransaction transaction, Guid personId, CancellationToken cancel) =>
        await transaction.FindAsync<PersonRow>($"{Select} AND p.person_id = @personId AND p.erased_at IS NULL", new { transaction.PartnershipId, personId }, cancel) ?? throw Problem.NotFound("person");

    public static Task<List<PersonRow>> ReadAsync(TenantTransaction transaction, Guid[] ids, CancellationToken cancel) =>
        transaction.QueryAsync<PersonRow>($"{Select} AND p.person_id = ANY(@ids)", new { transaction.PartnershipId, ids }, cancel);

    public Profile ToProfile() => new()
    {
        DisplayName = DisplayName,
        OwnWords = OwnWords,
        Pronouns = Pronouns,
        Experience = { Experience },
        Journey = Journey,
        Skills = { Skills },
        Interests = { Interests },
        Routes = { Routes },
        Availability = Availability,
        HeardFrom = HeardFrom,
        JobTitle = JobTitle,
    };

    public PersonRecord ToRecord() => new() { PersonId = PersonId.ToString(), Profile = ToProfile(), Etag = Version.ToString(), HasSignIn = HasSignIn };
}
