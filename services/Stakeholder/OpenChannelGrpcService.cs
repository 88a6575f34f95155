using CoProduction.Stakeholder.Features.Voice;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class OpenChannelGrpcService(SaySomething say, AskAgain again) : OpenChannelService.OpenChannelServiceBase
{
    public override Task<LookAtChannelResponse> LookAtChannel(LookAtChannelRequest request, ServerCallContext context) =>
        say.HandleAsync(request, context.CancellationToken);

    public override Task<SaySomethingResponse> SaySomething(SaySomethingRequest request, ServerCallContext context) =>
        say.HandleAsync(request, context.CancellationToken);

    public override Task<ReadAnswerResponse> ReadAnswer(ReadAnswerRequest request, ServerCallContext context) =>
        again.HandleAsync(request, context.CancellationToken);

    public override Task<AskAgainByReceiptResponse> AskAgainByReceipt(AskAgainByReceiptRequest request, ServerCallContext context) =>
        again.HandleAsync(request, context.CancellationToken);
}
