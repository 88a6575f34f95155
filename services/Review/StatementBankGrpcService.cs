using CoProduction.Review.Features.StatementBank;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using Grpc.Core;

namespace CoProduction.Review;

internal sealed class StatementBankGrpcService(ReadStatementBank read, ChangeStatementBank change) : StatementBankService.StatementBankServiceBase
{
    public override Task<GetStatementBankResponse> GetStatementBank(GetStatementBankRequest request, ServerCallContext context) =>
        read.HandleAsync(context.Caller(), context.CancellationToken);

    public override Task<AddBankEntryResponse> AddBankEntry(AddBankEntryRequest request, ServerCallContext context) =>
        change.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ChangeBankEntryResponse> ChangeBankEntry(ChangeBankEntryRequest request, ServerCallContext context) =>
        change.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RemoveBankEntryResponse> RemoveBankEntry(RemoveBankEntryRequest request, ServerCallContext context) =>
        change.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SwitchBankEntryResponse> SwitchBankEntry(SwitchBankEntryRequest request, ServerCallContext context) =>
        change.HandleAsync(request, context.Caller(), context.CancellationToken);
}
