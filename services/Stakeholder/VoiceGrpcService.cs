using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.Voice;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class VoiceGrpcService(Channels channels, SaySignedIn say, ReadMessages read, SettleMessage settle, AnswerMessage answer, AskAgain again) : VoiceService.VoiceServiceBase
{
    public override Task<GetVoiceResponse> GetVoice(GetVoiceRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<OpenChannelResponse> OpenChannel(OpenChannelRequest request, ServerCallContext context) =>
        channels.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<CloseChannelResponse> CloseChannel(CloseChannelRequest request, ServerCallContext context) =>
        channels.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RenewChannelCodeResponse> RenewChannelCode(RenewChannelCodeRequest request, ServerCallContext context) =>
        channels.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListMessagesResponse> ListMessages(ListMessagesRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListHeldMessagesResponse> ListHeldMessages(ListHeldMessagesRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SettleMessageResponse> SettleMessage(SettleMessageRequest request, ServerCallContext context) =>
        settle.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AnswerMessageResponse> AnswerMessage(AnswerMessageRequest request, ServerCallContext context) =>
        answer.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RecordMessageResponse> RecordMessage(RecordMessageRequest request, ServerCallContext context) =>
        say.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ChallengeDecisionResponse> ChallengeDecision(ChallengeDecisionRequest request, ServerCallContext context) =>
        say.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListMyMessagesResponse> ListMyMessages(ListMyMessagesRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<AskAgainResponse> AskAgain(AskAgainRequest request, ServerCallContext context) =>
        again.HandleAsync(request, context.Caller(), context.CancellationToken);
}
