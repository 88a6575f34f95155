using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Voice;

/// <summary>Opens a project's channel, closes it, and gives it a new address.</summary>
internal sealed class Channels(Commands commands)
{
    public Task<OpenChannelResponse> HandleAsync(OpenChannelRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var contact = Parse.Lines(request.Contact, "contact", 500, "Say whom people can ask, and how.");
        var helpNow = Parse.Lines(request.HelpNow, "help_now", 1000, "Say where people here get help now, with a telephone number.");
        var days = request.AnswerDays is >= 1 and <= 90 ? request.AnswerDays : throw Problem.Invalid("answer_days", "Give a number of days from 1 to 90.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Channel], cancel);
            var code = await transaction.GetAsync<string>(
                """
                INSERT INTO open_channel AS c (partnership_id, project_id, code, contact, help_now, answer_days, opened_on)
                VALUES (@PartnershipId, @projectId, @code, @contact, @helpNow, @days, @today::date)
                ON CONFLICT (partnership_id, project_id) DO UPDATE SET contact = excluded.contact, help_now = excluded.help_now, answer_days = excluded.answer_days,
                  opened_on = CASE WHEN c.closed_on IS NULL THEN c.opened_on ELSE excluded.opened_on END, closed_on = null
                RETURNING code
                """,
                new { transaction.PartnershipId, projectId, code = ChannelRow.NewCode(), contact, helpNow, days, today = Days.Today(transaction) }, cancel);
            await project.RecordAsync([ProjectPart.Channel], cancel);
            await transaction.AuditAsync("channel.open", "project", projectId, $"{days} days", cancel);
            return new OpenChannelResponse { Code = ChannelRow.Shown(code) };
        }, cancel);
    }

    public Task<CloseChannelResponse> HandleAsync(CloseChannelRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel, evenClosed: true);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Channel], cancel);
            RequireOne(await transaction.ExecuteAsync(
                "UPDATE open_channel SET closed_on = coalesce(closed_on, @today::date) WHERE partnership_id = @PartnershipId AND project_id = @projectId",
                new { transaction.PartnershipId, projectId, today = Days.Today(transaction) }, cancel));
            await project.RecordAsync([ProjectPart.Channel], cancel);
            await transaction.AuditAsync("channel.close", "project", projectId, "", cancel);
            return new CloseChannelResponse();
        }, cancel);
    }

    public Task<RenewChannelCodeResponse> HandleAsync(RenewChannelCodeRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Channel], cancel);
            var code = ChannelRow.NewCode();
            RequireOne(await transaction.ExecuteAsync(
                "UPDATE open_channel SET code = @code WHERE partnership_id = @PartnershipId AND project_id = @projectId", new { transaction.PartnershipId, projectId, code }, cancel));
            await project.RecordAsync([ProjectPart.Channel], cancel);
            await transaction.AuditAsync("channel.renew", "project", projectId, "", cancel);
            return new RenewChannelCodeResponse { Code = ChannelRow.Shown(code) };
        }, cancel);
    }

    private static void RequireOne(int channels)
    {
        if (channels == 0)
            throw Problem.Of(StatusCode.FailedPrecondition, "NO_CHANNEL", "This project has no open channel yet. Open it first.");
    }
}
