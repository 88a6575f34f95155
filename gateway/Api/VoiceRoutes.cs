using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CoProduction.Gateway.Api;

/// <summary>What people say to a project, and what they are answered.</summary>
internal static class VoiceRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/projects/{projectId:guid}/open-channel", async (Guid projectId, VoiceService.VoiceServiceClient voice, CancellationToken cancel) =>
            OpenChannelItem.From(await voice.GetVoiceAsync(new() { ProjectId = projectId.ToString() }, cancellationToken: cancel)))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("GetOpenChannel").WithTags("Voice").WithSummary("Reads a project's open channel, and how many messages came in");

        api.MapGet("/projects/{projectId:guid}/messages", async (
            Guid projectId, VoiceService.VoiceServiceClient voice, CancellationToken cancel,
            [FromQuery(Name = "page_size")] int pageSize = 50, [FromQuery(Name = "page_token")] string pageToken = "") =>
        {
            var page = await voice.ListMessagesAsync(new() { ProjectId = projectId.ToString(), Page = new() { PageSize = pageSize, PageToken = pageToken } }, cancellationToken: cancel);
            return new MessageList([.. page.Messages.Select(MessageItem.From)], ApiNames.Token(page.NextPageToken));
        }).ProducesProblem(StatusCodes.Status404NotFound).WithName("ListMessages").WithTags("Voice").WithSummary("Lists messages that a person has cleared, with their answers, newest first");

        api.MapPost("/projects/{projectId:guid}/recorded-messages", async (
            Guid projectId, [FromBody] RecordMessage? body, HttpContext http, VoiceService.VoiceServiceClient voice) =>
        {
            var recorded = await voice.RecordMessageAsync(
                new()
                {
                    RequestId = IdempotencyKey.Require(http),
                    ProjectId = projectId.ToString(),
                    Kind = From<VoiceKind>(body?.Kind, "kind"),
                    Said = new() { About = body?.About ?? "", Words = body?.Words ?? "", Rather = body?.Rather ?? "", DecidedBeforehand = body?.DecidedBeforehand == true },
                    CameBy = From<CameBy>(body?.CameBy, "cameBy"),
                    SaidOn = body?.SaidOn ?? "",
                    GroupId = body?.GroupId?.ToString() ?? "",
                    ReplyTo = body?.ReplyTo ?? "",
                    TheyAgree = body?.TheyAgree == true,
                    Receipt = body?.Receipt ?? "",
                }, cancellationToken: http.RequestAborted);
            return TypedResults.Created((string?)null, new RecordedMessageItem(Guid.Parse(recorded.MessageId), recorded.AnswerBy));
        }).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithName("RecordMessage").WithTags("Voice").WithSummary("Writes down what somebody said on the telephone, in a letter or in person");

        api.MapPost("/projects/{projectId:guid}/messages/{messageId:guid}/answers", async (
            Guid projectId, Guid messageId, [FromBody] AnswerToMessage? body, HttpContext http, VoiceService.VoiceServiceClient voice) =>
        {
            await voice.AnswerMessageAsync(
                new()
                {
                    RequestId = IdempotencyKey.Require(http),
                    ProjectId = projectId.ToString(),
                    MessageId = messageId.ToString(),
                    Words = body?.Words ?? "",
                    Outcome = From<VoiceOutcome>(body?.Outcome, "outcome"),
                }, cancellationToken: http.RequestAborted);
            return TypedResults.NoContent();
        }).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithName("AnswerMessage").WithTags("Voice").WithSummary("Answers a message that is cleared");
    }

    // As it is called there, such as in_person; unspecified when left out.
    private static T From<T>(string? name, string field) where T : struct, Enum =>
        string.IsNullOrEmpty(name) ? default
        : Enum.GetValues<T>().Skip(1).Where(value => DeliverNames.Of(value) == name).Cast<T?>().FirstOrDefault()
            ?? throw Problem.Invalid(field, $"Choose one of: {string.Join(", ", Enum.GetValues<T>().Skip(1).Select(DeliverNames.Of))}.");
}
