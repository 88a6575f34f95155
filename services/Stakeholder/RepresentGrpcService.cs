using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.Population;
using CoProduction.Stakeholder.Features.Representation;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class RepresentGrpcService(
    ReadRepresentatives read, AddRepresentative add, ChangeRepresentative change, ReadCoverage coverage, SetCounted counted, AboutMe aboutMe, ImportPopulation import,
    ReadPopulation population, WhoTakesPart takesPart) : RepresentService.RepresentServiceBase
{
    public override Task<ListRepresentativesResponse> ListRepresentatives(ListRepresentativesRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AddRepresentativeResponse> AddRepresentative(AddRepresentativeRequest request, ServerCallContext context) =>
        add.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SetStagesResponse> SetStages(SetStagesRequest request, ServerCallContext context) =>
        change.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EndRepresentativeResponse> EndRepresentative(EndRepresentativeRequest request, ServerCallContext context) =>
        change.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetCoverageResponse> GetCoverage(GetCoverageRequest request, ServerCallContext context) =>
        coverage.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListRepresentationsResponse> ListRepresentations(ListRepresentationsRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SetCountedResponse> SetCounted(SetCountedRequest request, ServerCallContext context) =>
        counted.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetAboutMeResponse> GetAboutMe(GetAboutMeRequest request, ServerCallContext context) =>
        aboutMe.HandleAsync(context.Caller(), context.CancellationToken);

    public override Task<SetAboutMeResponse> SetAboutMe(SetAboutMeRequest request, ServerCallContext context) =>
        aboutMe.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ImportPopulationResponse> ImportPopulation(ImportPopulationRequest request, ServerCallContext context) =>
        import.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListPopulationResponse> ListPopulation(ListPopulationRequest request, ServerCallContext context) =>
        population.HandleAsync(context.Caller(), context.CancellationToken);

    public override Task<GetWhoTakesPartResponse> GetWhoTakesPart(GetWhoTakesPartRequest request, ServerCallContext context) =>
        takesPart.HandleAsync(request, context.Caller(), context.CancellationToken);
}
