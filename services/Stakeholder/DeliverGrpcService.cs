using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.Checkpoints;
using CoProduction.Stakeholder.Features.CloseOut;
using CoProduction.Stakeholder.Features.Ladder;
using CoProduction.Stakeholder.Features.SelfAssessment;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class DeliverGrpcService(
    ReadLadder ladder, RateLadder rate, Sittings sittings, Checkpoints checkpoints, ReadCloseOut closeOut, WriteCloseOut write, SignCloseOut sign, CloseProject close,
    Stories stories) : DeliverService.DeliverServiceBase
{
    public override Task<GetLadderResponse> GetLadder(GetLadderRequest request, ServerCallContext context) =>
        ladder.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RateLadderResponse> RateLadder(RateLadderRequest request, ServerCallContext context) =>
        rate.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetSelfAssessmentResponse> GetSelfAssessment(GetSelfAssessmentRequest request, ServerCallContext context) =>
        sittings.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RecordSittingResponse> RecordSitting(RecordSittingRequest request, ServerCallContext context) =>
        sittings.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetCheckpointsResponse> GetCheckpoints(GetCheckpointsRequest request, ServerCallContext context) =>
        checkpoints.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AddCheckpointResponse> AddCheckpoint(AddCheckpointRequest request, ServerCallContext context) =>
        checkpoints.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetCloseOutResponse> GetCloseOut(GetCloseOutRequest request, ServerCallContext context) =>
        closeOut.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<WriteCloseOutResponse> WriteCloseOut(WriteCloseOutRequest request, ServerCallContext context) =>
        write.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SignCloseOutResponse> SignCloseOut(SignCloseOutRequest request, ServerCallContext context) =>
        sign.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<CloseProjectResponse> CloseProject(CloseProjectRequest request, ServerCallContext context) =>
        close.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ReopenProjectResponse> ReopenProject(ReopenProjectRequest request, ServerCallContext context) =>
        close.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AddStoryResponse> AddStory(AddStoryRequest request, ServerCallContext context) =>
        stories.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RemoveStoryResponse> RemoveStory(RemoveStoryRequest request, ServerCallContext context) =>
        stories.HandleAsync(request, context.Caller(), context.CancellationToken);
}
