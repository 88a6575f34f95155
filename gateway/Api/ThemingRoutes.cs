using CoProduction.Review.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace CoProduction.Gateway.Api;

/// <summary>Theming a cycle and reading its themes.</summary>
internal static class ThemingRoutes
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/cycles/{cycleId:guid}/theming-runs", async (
            Guid cycleId, [FromBody] StartTheming? options, HttpContext http, ReviewService.ReviewServiceClient review) =>
        {
            var started = await review.StartThemingAsync(
                new()
                {
                    RequestId = IdempotencyKey.Require(http),
                    CycleId = cycleId.ToString(),
                    ThemesPerQuestion = options?.ThemesPerQuestion ?? 0,
                    Seed = options?.Seed ?? 0,
                    Kind = ApiNames.KindFrom(options?.Kind),
                    FromCycleId = options?.FromCycleId?.ToString() ?? "",
                }, cancellationToken: http.RequestAborted);
            return TypedResults.Accepted($"/api/v1/theming-runs/{started.Run.RunId}", RunItem.From(started.Run));
        }).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithName("StartTheming").WithTags("Theming").WithSummary("Queues theming of a cycle's cleared statements")
            .WithDescription("kind: anew finds themes and leaves alone those that people have touched; join puts new statements into the themes that are there and changes nothing "
                + "else. anew when left out. fromCycleId, with join in a cycle without themes: first copies the themes of that cycle of the project that are ready for people.");

        api.MapGet("/theming-runs/{runId:guid}", async (Guid runId, ReviewService.ReviewServiceClient review, CancellationToken cancel) =>
            RunItem.From((await review.GetThemingRunAsync(new() { RunId = runId.ToString() }, cancellationToken: cancel)).Run))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("GetThemingRun").WithTags("Theming").WithSummary("Reads a run and how far it is");

        api.MapGet("/cycles/{cycleId:guid}/themes", async (
            Guid cycleId, ReviewService.ReviewServiceClient review, CancellationToken cancel, [FromQuery] string? question = null,
            [FromQuery(Name = "page_size")] int pageSize = 50, [FromQuery(Name = "page_token")] string pageToken = "") =>
        {
            var page = await review.ListThemesAsync(
                new() { CycleId = cycleId.ToString(), Question = ApiNames.QuestionFrom(question), Page = new() { PageSize = pageSize, PageToken = pageToken } }, cancellationToken: cancel);
            return new ThemeList([.. page.Themes.Select(ThemeItem.From)], ApiNames.Token(page.NextPageToken));
        }).ProducesProblem(StatusCodes.Status400BadRequest).WithName("ListThemes").WithTags("Theming").WithSummary("Lists a cycle's themes, largest first")
            .WithDescription("question: working, not_working or future; all three, one after the other, when left out.");

        api.MapGet("/themes/{themeId:guid}", async (Guid themeId, ReviewService.ReviewServiceClient review, CancellationToken cancel) =>
            ThemeItem.From((await review.GetThemeAsync(new() { ThemeId = themeId.ToString() }, cancellationToken: cancel)).Theme))
            .ProducesProblem(StatusCodes.Status404NotFound).WithName("GetTheme").WithTags("Theming").WithSummary("Reads one theme");

        api.MapGet("/themes/{themeId:guid}/statements", async (
            Guid themeId, ReviewService.ReviewServiceClient review, CancellationToken cancel,
            [FromQuery(Name = "page_size")] int pageSize = 50, [FromQuery(Name = "page_token")] string pageToken = "") =>
        {
            var page = await review.ListStatementsAsync(
                new() { ThemeId = themeId.ToString(), Page = new() { PageSize = pageSize, PageToken = pageToken } }, cancellationToken: cancel);
            return new StatementList([.. page.Statements.Select(StatementItem.From)], ApiNames.Token(page.NextPageToken));
        }).ProducesProblem(StatusCodes.Status404NotFound).WithName("ListStatements").WithTags("Theming").WithSummary("Lists the statements behind a theme, nearest first");
    }
}
