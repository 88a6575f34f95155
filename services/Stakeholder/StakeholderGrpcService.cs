using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.Partnerships;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class StakeholderGrpcService(CreatePartnership createPartnership, ReadPartnership partnership, CreateProject createProject, EditProject editProject,
    ReadProjects projects) : StakeholderService.StakeholderServiceBase
{
    public override Task<CreatePartnershipResponse> CreatePartnership(CreatePartnershipRequest request, ServerCallContext context) =>
        createPartnership.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetPartnershipResponse> GetPartnership(GetPartnershipRequest request, ServerCallContext context) =>
        partnership.HandleAsync(context.Caller(), context.CancellationToken);

    public override Task<CreateProjectResponse> CreateProject(CreateProjectRequest request, ServerCallContext context) =>
        createProject.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EditProjectResponse> EditProject(EditProjectRequest request, ServerCallContext context) =>
        editProject.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetProjectResponse> GetProject(GetProjectRequest request, ServerCallContext context) =>
        projects.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListProjectsResponse> ListProjects(ListProjectsRequest request, ServerCallContext context) =>
        projects.HandleAsync(request, context.Caller(), context.CancellationToken);
}
