using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.Learning;

/// <summary>What people want to learn and had, by person and by project.</summary>
internal sealed class ReadLearning(TenantDatabase database)
{
    public async Task<GetLearningResponse> HandleAsync(GetLearningRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var whose = await Whose.MayReadAsync(transaction, request.PersonId, "person.read", cancel);
        var key = new { transaction.PartnershipId, whose.PersonId, whose.IsOwn };
        var entries = await transaction.QueryAsync<EntryRow>(
            """
            SELECT l.learning_id, coalesce(l.project_id::text, '') AS project_id, coalesce(p.name, '') AS project_name, l.kind, coalesce(l.wanted_on::text, '') AS wanted_on,
              coalesce(l.had_on::text, '') AS had_on, CASE WHEN @IsOwn THEN l.how_it_went ELSE '' END AS how_it_went, coalesce(l.ended_on::text, '') AS ended_on
            FROM learning l LEFT JOIN project p ON p.partnership_id = l.partnership_id AND p.project_id = l.project_id
            WHERE l.partnership_id = @PartnershipId AND l.person_id = @PersonId ORDER BY l.learning_id DESC LIMIT 200
            """, key, cancel);
        var pairings = await transaction.QueryAsync<PairingRow>(
            """
            SELECT s.newcomer_id = @PersonId AS is_newcomer, s.pairing_id, o.person_id, o.display_name AS name, coalesce(s.project_id::text, '') AS project_id, coalesce(p.name, '') AS project_name,
              s.from_on::text, coalesce(s.until_on::text, '') AS until_on
            FROM peer s
            JOIN person o ON o.partnership_id = s.partnership_id AND o.person_id = CASE WHEN s.newcomer_id = @PersonId THEN s.peer_id ELSE s.newcomer_id END
            LEFT JOIN project p ON p.partnership_id = s.partnership_id AND p.project_id = s.project_id
            WHERE s.partnership_id = @PartnershipId AND (s.newcomer_id = @PersonId OR s.peer_id = @PersonId) ORDER BY s.pairing_id DESC LIMIT 200
            """, key, cancel);
        if (!whose.IsOwn)
            await transaction.AuditAsync("learning.read", "person", whose.PersonId, "", cancel, forPersonId: whose.PersonId);
        await transaction.CommitAsync(cancel);
        return new()
        {
            Entries = { entries.ConvertAll(row => row.ToEntry()) },
            Peers = { pairings.Where(row => row.IsNewcomer).Select(row => row.ToPairing()) },
            Newcomers = { pairings.Where(row => !row.IsNewcomer).Select(row => row.ToPairing()) },
        };
    }

    public async Task<GetProjectLearningResponse> HandleAsync(GetProjectLearningRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        await ReadProjects.RequireAsync(transaction, projectId, cancel);
        var facts = await LearningFacts.ReadAsync(transaction, projectId, cancel);
        var response = new GetProjectLearningResponse
        {
            Kinds = { facts.Kinds.Select(kind => new KindCount { Kind = kind.Kind, Want = (int)kind.Want, Had = (int)kind.Had }) },
            People = (int)facts.TakePart.People,
            Staff = (int)facts.TakePart.Staff,
            Newcomers = (int)facts.TakePart.Newcomers,
            NewcomersWithoutPeer = (int)facts.TakePart.NewcomersAlone,
        };
        if (caller.May("person.read"))
        {
            response.Named.AddRange((await LearningFacts.NamedAsync(transaction, projectId, cancel)).Select(row => row.ToPersonLearning()));
            await transaction.AuditAsync("person.list", "project", projectId, $"{response.Named.Count} people", cancel);
        }
        await transaction.CommitAsync(cancel);
        return response;
    }

    private sealed record EntryRow(
        Guid LearningId, string ProjectId, string ProjectName, string Kind, string WantedOn, string HadOn, string HowItWent, string EndedOn)
    {
        public LearningEntry ToEntry() => new()
        {
            LearningId = LearningId.ToString(),
            ProjectId = ProjectId,
            ProjectName = ProjectName,
            Kind = Kind,
            WantedOn = WantedOn,
            HadOn = HadOn,
            HowItWent = HowItWent,
            EndedOn = EndedOn,
        };
    }

    private sealed record PairingRow(
        bool IsNewcomer, Guid PairingId, Guid PersonId, string Name, string ProjectId, string ProjectName, string FromOn, string UntilOn)
    {
        public Pairing ToPairing() => new()
        {
            PairingId = PairingId.ToString(),
            PersonId = PersonId.ToString(),
            Name = Name,
            ProjectId = ProjectId,
            ProjectName = ProjectName,
            FromOn = FromOn,
            UntilOn = UntilOn,
        };
    }
}
