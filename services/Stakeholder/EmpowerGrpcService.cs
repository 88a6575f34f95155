using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.Learning;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class EmpowerGrpcService(ReadLearning read, WriteLearning write, Peers peers) : EmpowerService.EmpowerServiceBase
{
    public override Task<GetLearningResponse> GetLearning(GetLearningRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AddLearningResponse> AddLearning(AddLearningRequest request, ServerCallContext context) =>
        write.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SayHadResponse> SayHad(SayHadRequest request, ServerCallContext context) =>
        write.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EndLearningResponse> EndLearning(EndLearningRequest request, ServerCallContext context) =>
        write.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AddPeerResponse> AddPeer(AddPeerRequest request, ServerCallContext context) =>
        peers.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EndPeerResponse> EndPeer(EndPeerRequest request, ServerCallContext context) =>
        peers.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetProjectLearningResponse> GetProjectLearning(GetProjectLearningRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ReportLearningResponse> ReportLearning(ReportLearningRequest request, ServerCallContext context) =>
        write.HandleAsync(request, context.Caller(), context.CancellationToken);
}
