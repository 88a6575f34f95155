using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Projects;

internal sealed class CreateProject(Commands commands)
{
    public Task<CreateProjectResponse> HandleAsync(CreateProjectRequest request, Caller caller, CancellationToken cancel)
    {
        var name = Parse.Text(request.Name, "name", 200, "Give the project a name.");
        var purpose = Parse.Lines(request.Purpose, "purpose", 2000, "Say in a sentence or two what the project is for.");
        var sponsor = Parse.OptionalText(request.Sponsor, "sponsor", 200);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var projectId = transaction.NewId();
            var created = await transaction.ExecuteAsync(
                """
                INSERT INTO project (partnership_id, project_id, name, purpose, sponsor, created_at)
                VALUES (@PartnershipId, @projectId, @name, @purpose, @sponsor, @Now)
                ON CONFLICT DO NOTHING
                """,
                new { transaction.PartnershipId, projectId, name, purpose, sponsor, transaction.Now }, cancel);
            if (created == 0)
                throw Problem.Of(StatusCode.AlreadyExists, "NAME_IN_USE", "There is a project of that name already. Choose another name.");
            await transaction.AuditAsync("project.create", "project", projectId, "", cancel);
            return new CreateProjectResponse
            {
                Project = new()
                {
                    ProjectId = projectId.ToString(),
                    Name = name,
                    Purpose = purpose,
                    Sponsor = sponsor,
                    CreatedAt = Timestamp.FromDateTimeOffset(transaction.Now),
                    Etag = "1",
                },
            };
        }, cancel);
    }
}
