using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Paging;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Google.Protobuf.WellKnownTypes;

namespace CoProduction.Stakeholder.Features.Voice;

/// <summary>How things stand, what is cleared, what is held back, and one's own.</summary>
internal sealed class ReadMessages(TenantDatabase database)
{
    private const int MostOfMine = 200;

    public async Task<GetVoiceResponse> HandleAsync(GetVoiceRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var version = await transaction.FindAsync<long?>(
            "SELECT version FROM project WHERE partnership_id = @PartnershipId AND project_id = @projectId", new { transaction.PartnershipId, projectId }, cancel)
            ?? throw Problem.NotFound("project");
        return new()
        {
            Channel = (await ChannelRow.FindAsync(transaction, projectId, cancel))?.ToChannel() ?? new(),
            Figures = (await VoiceFacts.ReadAsync(transaction, projectId, cancel)).ToFigures(),
            Etag = version.ToString(),
            NewReceipt = NewMessage.NewReceipt(),
        };
    }

    public async Task<ListMessagesResponse> HandleAsync(ListMessagesRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "messages", projectId);
        await ReadProjects.RequireAsync(transaction, projectId, cancel);
        var rows = await transaction.QueryAsync<MessageRow>(
            $"""
            {MessageRow.Select}
            WHERE m.partnership_id = @PartnershipId AND m.project_id = @projectId AND m.state = @cleared
              AND (@day::date IS NULL OR m.said_on < @day::date OR m.said_on = @day::date AND m.message_id > @after::uuid)
            ORDER BY m.said_on DESC, m.message_id LIMIT @Limit
            """,
            new { transaction.PartnershipId, projectId, cleared = (short)VoiceState.Cleared, day = page.After(0), after = page.After(1), page.Limit }, cancel);
        var next = page.Next(rows, row => [row.SaidOn, row.MessageId]);
        var messages = await MessageRow.WithAnswersAsync(transaction, rows, Days.Today(transaction), cancel);
        if (caller.MayIn(projectId, "voice.settle"))
            await TellHowToAnswerAsync(transaction, projectId, rows, messages, cancel);
        return new() { Messages = { messages }, NextPageToken = next };
    }

    public async Task<ListHeldMessagesResponse> HandleAsync(ListHeldMessagesRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        await using var transaction = await database.BeginAsync(caller, cancel);
        var page = await Page.ReadAsync(transaction, request.Page, cancel, "held messages", projectId);
        await ReadProjects.RequireAsync(transaction, projectId, cancel);
        var rows = await transaction.QueryAsync<MessageRow>(
            $"""
            {MessageRow.Select}
            WHERE m.partnership_id = @PartnershipId AND m.project_id = @projectId AND m.state = @held
              AND (@harm::int IS NULL OR (-m.may_be_harm::int, m.said_on, m.message_id) > (-(@harm::int), @day::date, @after::uuid))
            ORDER BY m.may_be_harm DESC, m.said_on, m.message_id LIMIT @Limit
            """,
            new { transaction.PartnershipId, projectId, held = (short)VoiceState.Held, harm = page.After(0), day = page.After(1), after = page.After(2), page.Limit }, cancel);
        var next = page.Next(rows, row => [row.MayBeHarm ? 1 : 0, row.SaidOn, row.MessageId]);
        await transaction.AuditAsync("said.read", "project", projectId, $"{rows.Count} held back", cancel);
        await transaction.CommitAsync(cancel);
        return new() { Messages = { rows.ConvertAll(row => HeldFrom(row, Days.Today(transaction))) }, NextPageToken = next };
    }

    public async Task<ListMyMessagesResponse> HandleAsync(ListMyMessagesRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var rows = await transaction.QueryAsync<MessageRow>(
            $"{MessageRow.Select} WHERE m.partnership_id = @PartnershipId AND m.said_by_id = @PersonId ORDER BY m.said_on DESC, m.message_id LIMIT {MostOfMine}",
            new { transaction.PartnershipId, caller.PersonId }, cancel);
        var messages = await MessageRow.WithAnswersAsync(transaction, rows, Days.Today(transaction), cancel);
        foreach (var (message, row) in messages.Zip(rows))
            (message.ProjectId, message.ProjectName, message.Because, message.ToldWords) = (row.ProjectId.ToString(), row.ProjectName, row.Because, row.ToldWords);
        return new() { Messages = { messages } };
    }

    private static async Task TellHowToAnswerAsync(TenantTransaction transaction, Guid projectId, List<MessageRow> rows, List<VoiceMessage> messages, CancellationToken cancel)
    {
        foreach (var (message, row) in messages.Zip(rows))
            message.ReplyTo = row.ReplyTo;
        if (rows.Count(row => row.ReplyTo.Length > 0) is not (> 0 and var ways))
            return;
        await transaction.AuditAsync("said.read", "project", projectId, $"{ways} ways to answer", cancel);
        await transaction.CommitAsync(cancel);
    }

    private static HeldMessage HeldFrom(MessageRow row, string today)
    {
        var message = row.ToMessage(today);
        message.ReplyTo = row.ReplyTo;
        return new()
        {
            Message = message,
            MayBeHarm = row.MayBeHarm,
            AboutReasons = { SaidWords.ReasonsIn(row.About) },
            WordsReasons = { SaidWords.ReasonsIn(row.Words) },
            RatherReasons = { SaidWords.ReasonsIn(row.Rather) },
            Redacted = row.Said.Redacted.ToSaid(),
            CameAt = Timestamp.FromDateTime(row.CameIn),
        };
    }
}
