using CoProduction.Review.Features.Work;
using CoProduction.Review.V1;
using Grpc.Core;

namespace CoProduction.Review;

internal sealed class ThemingWorkGrpcService(
    LeasePiece lease, ReadPiece read, ReadExamples readExamples, ReadModel readModel, PieceQueue queue, SubmitPiece submit, ReturnPiece giveBack)
    : ThemingWorkService.ThemingWorkServiceBase
{
    public override Task<LeasePieceResponse> LeasePiece(LeasePieceRequest request, ServerCallContext context) =>
        lease.HandleAsync(request, context.CancellationToken);

    public override Task ReadPiece(ReadPieceRequest request, IServerStreamWriter<ReadPieceResponse> responseStream, ServerCallContext context) =>
        read.HandleAsync(request, responseStream, context.CancellationToken);

    public override Task ReadExamples(ReadExamplesRequest request, IServerStreamWriter<ReadExamplesResponse> responseStream, ServerCallContext context) =>
        readExamples.HandleAsync(request, responseStream, context.CancellationToken);

    public override Task ReadModel(ReadModelRequest request, IServerStreamWriter<ReadModelResponse> responseStream, ServerCallContext context) =>
        readModel.HandleAsync(request, responseStream, context.CancellationToken);

    public override async Task<ReportProgressResponse> ReportProgress(ReportProgressRequest request, ServerCallContext context)
    {
        await queue.ExtendAsync(request.Claim, request.Progress, context.CancellationToken);
        return new();
    }

    public override Task<SubmitPieceResponse> SubmitPiece(IAsyncStreamReader<SubmitPieceRequest> requestStream, ServerCallContext context) =>
        submit.HandleAsync(requestStream, context.CancellationToken);

    public override Task<ReturnPieceResponse> ReturnPiece(ReturnPieceRequest request, ServerCallContext context) =>
        giveBack.HandleAsync(request, context.CancellationToken);
}
