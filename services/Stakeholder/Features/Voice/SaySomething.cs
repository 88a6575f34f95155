using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.AffectedGroups;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Voice;

/// <summary>The channel's page, and what somebody whom nobody knows says through it.</summary>
internal sealed class SaySomething(TenantDatabase database, Places places)
{
    public async Task<LookAtChannelResponse> HandleAsync(LookAtChannelRequest request, CancellationToken cancel)
    {
        var key = await FindAsync(request.Code, cancel);
        await using var transaction = await database.BeginAsync(Caller.Gateway, key.PartnershipId, cancel);
        var channel = await ChannelRow.FindAsync(transaction, key.ProjectId, cancel) ?? throw Problem.NotFound("channel");
        var about = await transaction.GetAsync<AboutRow>(
            """
            SELECT p.name AS project_name, p.purpose, h.name AS partnership_name FROM project p JOIN partnership h ON h.partnership_id = p.partnership_id
            WHERE p.partnership_id = @PartnershipId AND p.project_id = @ProjectId
            """,
            new { transaction.PartnershipId, key.ProjectId }, cancel);
        var groups = (await GroupRow.ReadAsync(transaction, key.ProjectId, cancel)).Where(group => group.EndedOn is null);
        return new()
        {
            ProjectName = about.ProjectName,
            Purpose = about.Purpose,
            PartnershipName = about.PartnershipName,
            IsOpen = channel.IsOpen,
            Contact = channel.Contact,
            HelpNow = channel.HelpNow,
            AnswerDays = channel.AnswerDays,
            Groups = { groups.Select(group => new ChannelGroup { GroupId = group.GroupId.ToString(), Name = group.Name }) },
            NewReceipt = NewMessage.NewReceipt(),
        };
    }

    public async Task<SaySomethingResponse> HandleAsync(SaySomethingRequest request, CancellationToken cancel)
    {
        var requestId = Parse.Id(request.RequestId, "request_id");
        var kind = Parse.Choice(request.Kind, "kind", "Choose what you want to do.");
        var message = new NewMessage(kind, CameBy.Channel, SaidWords.From(kind, request.Said, "said."))
        {
            GroupId = Parse.OptionalId(request.GroupId, "group_id"),
            ReplyTo = NewMessage.ReplyToFrom(request.ReplyTo),
            ReceiptHash = NewMessage.RequireReceipt(request.Receipt),
        };
        var key = await FindAsync(request.Code, cancel);
        await places.CountSayingAsync($"{key.ProjectId}", request.Place?.Address ?? "", cancel);
        await using var transaction = await database.BeginAsync(Caller.Gateway, key.PartnershipId, cancel);
        // From wherever it comes a second time, it is the same.
        var content = new SaySomethingRequest(request) { Place = null };
        return await Commands.RunAsync(transaction, requestId, content, async begun =>
        {
            if (await ChannelRow.FindAsync(begun, key.ProjectId, cancel) is not { IsOpen: true } channel)
                throw Problem.Of(StatusCode.FailedPrecondition, "CHANNEL_CLOSED", "Nothing can be said here any more, so this was not sent. The page says whom you can ask.");
            var (_, answerBy, harmReadBy) = await message.AddAsync(begun, key.ProjectId, Days.Today(begun), channel.AnswerDays, cancel);
            await begun.AuditAsync("said.add", "project", key.ProjectId, kind.ToString(), cancel);
            return new SaySomethingResponse { AnswerBy = answerBy, HarmReadBy = harmReadBy };
        }, cancel);
    }

    private async Task<ChannelRow.Key> FindAsync(string code, CancellationToken cancel) =>
        await ChannelRow.FindKeyAsync(database, code, cancel) ?? throw Problem.NotFound("channel");

    private sealed record AboutRow(string ProjectName, string Purpose, string PartnershipName);
}
