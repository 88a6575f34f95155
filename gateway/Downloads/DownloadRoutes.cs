using System.Text;
using CoProduction.Gateway.Identity;
using CoProduction.Gateway.Pages.StatementBank;
using CoProduction.Gateway.Web;
using CoProduction.Review.V1;
using CoProduction.Shared.Files;
using CoProduction.Shared.Limits;
using CoProduction.Stakeholder.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Downloads;

/// <summary>Files to take away. UTF-8 with a byte order mark, by which Excel knows the encoding.</summary>
internal static class DownloadRoutes
{
    public static void MapDownloads(this WebApplication app)
    {
        app.MapGet("/cycles/{cycleId:guid}/themes.csv", ThemesAsync).ExcludeFromDescription();
        app.MapGet("/cycles/{cycleId:guid}/statements.csv", StatementsAsync).ExcludeFromDescription();
        app.MapGet("/statement-bank.csv", BankAsync).ExcludeFromDescription();
        app.MapGet("/imports/{importId:guid}/problems.csv", ProblemsAsync).ExcludeFromDescription();
        app.MapGet("/cycles/{cycleId:guid}/import/{draftId:guid}/problems.csv", DraftProblemsAsync).ExcludeFromDescription();
        app.MapGet("/people/imports/{peopleImportId:guid}/problems.csv", PeopleProblemsAsync).ExcludeFromDescription();
        app.MapGet("/people/import-template.csv", PeopleTemplateAsync).ExcludeFromDescription();
        app.MapGet("/my-page/data.zip", (HttpContext http, OwnDataService.OwnDataServiceClient data, LongStreams downloads, CurrentPerson person) =>
            PersonDownload.WriteAsync(http, data, downloads, person.Caller!, "")).ExcludeFromDescription();
        app.MapGet("/people/{personId:guid}/data.zip", (Guid personId, HttpContext http, OwnDataService.OwnDataServiceClient data, LongStreams downloads, CurrentPerson person) =>
            PersonDownload.WriteAsync(http, data, downloads, person.Caller!, personId.ToString())).ExcludeFromDescription();
        app.MapGet("/audit.csv", AuditDownload.WriteAsync).ExcludeFromDescription();
        app.MapGet("/import-template.csv", TemplateAsync).ExcludeFromDescription();
    }

    private static async Task ThemesAsync(Guid cycleId, HttpContext http, ReviewService.ReviewServiceClient review)
    {
        var page = await review.ListThemesAsync(Request(""), cancellationToken: http.RequestAborted);
        await using var file = Begin(http, "themes.csv");
        await file.WriteAsync(CsvCell.Line("theme_id", "question", "name", "i_statement", "state", "size", "confidence", "key_phrases", "quotes"));
        while (true)
        {
            foreach (var theme in page.Themes)
                await file.WriteAsync(CsvCell.Line(
                    theme.ThemeId, Names.Of(theme.Question), theme.Name, theme.IStatement, Names.Of(theme.State), theme.Size.ToString(), CsvCell.Number(theme.Confidence),
                    string.Join(" | ", theme.KeyPhrases), string.Join(" | ", theme.Quotes.Select(quote => quote.Text))));
            if (page.NextPageToken.Length == 0)
                return;
            page = await review.ListThemesAsync(Request(page.NextPageToken), cancellationToken: http.RequestAborted);
        }

        ListThemesRequest Request(string token) => new() { CycleId = cycleId.ToString(), Page = new() { PageSize = 200, PageToken = token } };
    }

    private static async Task StatementsAsync(Guid cycleId, HttpContext http, ReviewService.ReviewServiceClient review)
    {
        using var call = review.ExportStatements(new() { CycleId = cycleId.ToString() }, cancellationToken: http.RequestAborted);
        // A refusal comes with the first batch, and must come before the file begins.
        var isThere = await call.ResponseStream.MoveNext(http.RequestAborted);
        await using var file = Begin(http, "statements.csv");
        await file.WriteAsync(CsvCell.Line("statement_id", "question", "statement", "theme_id", "theme", "i_statement", "similarity", "reason", "second_theme"));
        for (; isThere; isThere = await call.ResponseStream.MoveNext(http.RequestAborted))
        {
            foreach (var statement in call.ResponseStream.Current.Statements)
                await file.WriteAsync(CsvCell.Line(
                    statement.StatementId, Names.Of(statement.Question), statement.Text, statement.ThemeId, statement.ThemeName, statement.IStatement,
                    CsvCell.Number(statement.Similarity), statement.Reason, statement.SecondThemeName));
        }
    }

    // What is switched off is left out: this is what drafts come from.
    private static async Task BankAsync(HttpContext http, StatementBankService.StatementBankServiceClient client)
    {
        var bank = (await client.GetStatementBankAsync(new(), cancellationToken: http.RequestAborted)).Bank;
        await using var file = Begin(http, "statement-bank.csv");
        await file.WriteAsync(CsvCell.Line("topic", "facet", "words", "statement", "from"));
        foreach (var entry in bank.Entries)
            await file.WriteAsync(CsvCell.Line(entry.Topic, Facet(entry.Question), string.Join('|', entry.Words.Select(word => word.Replace(' ', '_'))), entry.Wording, "our own"));
        foreach (var built in BuiltInStatements.All.Where(built => !bank.SwitchedOff.Contains(built.Wording)))
            await file.WriteAsync(CsvCell.Line(built.Topic, Facet(built.Question), built.Words, built.Wording, "built in"));

        static string Facet(Question question) => Names.InAddress(question).Replace('-', '_');
    }

    private static async Task ProblemsAsync(Guid importId, HttpContext http, ReviewService.ReviewServiceClient review)
    {
        var page = await review.ListImportProblemsAsync(Request(""), cancellationToken: http.RequestAborted);
        await using var file = Begin(http, "problems.csv");
        await file.WriteAsync(CsvCell.Line("row", "column", "problem"));
        while (true)
        {
            foreach (var problem in page.Problems)
                await file.WriteAsync(CsvCell.Line(problem.Row.ToString(), problem.Column, problem.Message));
            if (page.NextPageToken.Length == 0)
                return;
            page = await review.ListImportProblemsAsync(Request(page.NextPageToken), cancellationToken: http.RequestAborted);
        }

        ListImportProblemsRequest Request(string token) => new() { ImportId = importId.ToString(), Page = new() { PageSize = 1000, PageToken = token } };
    }

    private static async Task DraftProblemsAsync(Guid cycleId, Guid draftId, HttpContext http, ReviewService.ReviewServiceClient review)
    {
        var found = await review.CheckImportFileAsync(new() { CycleId = cycleId.ToString(), DraftId = draftId.ToString() }, cancellationToken: http.RequestAborted);
        await using var file = Begin(http, "problems.csv");
        await file.WriteAsync(CsvCell.Line("row", "column", "problem"));
        foreach (var problem in found.Problems)
            await file.WriteAsync(CsvCell.Line(problem.Row.ToString(), problem.Column, problem.Message));
    }

    private static async Task PeopleProblemsAsync(Guid peopleImportId, HttpContext http, PeopleImportService.PeopleImportServiceClient imports)
    {
        var page = await imports.ListPeopleImportProblemsAsync(Request(""), cancellationToken: http.RequestAborted);
        await using var file = Begin(http, "problems.csv");
        await file.WriteAsync(CsvCell.Line("row", "column", "problem"));
        while (true)
        {
            foreach (var problem in page.Problems)
                await file.WriteAsync(CsvCell.Line(problem.Row.ToString(), problem.Column, problem.Message));
            if (page.NextPageToken.Length == 0)
                return;
            page = await imports.ListPeopleImportProblemsAsync(Request(page.NextPageToken), cancellationToken: http.RequestAborted);
        }

        ListPeopleImportProblemsRequest Request(string token) => new() { ImportId = peopleImportId.ToString(), Page = new() { PageSize = 1000, PageToken = token } };
    }

    private static async Task PeopleTemplateAsync(HttpContext http)
    {
        await using var file = Begin(http, "people.csv");
        await file.WriteAsync(CsvCell.Line(
            "name", "own words", "pronouns", "experience", "skills", "interests", "ways of taking part", "when it suits", "email", "phone", "address", "other contact",
            "adjustment category", "adjustment wording", "agreed"));
    }

    private static async Task TemplateAsync(HttpContext http)
    {
        await using var file = Begin(http, "reviews.csv");
        await file.WriteAsync(CsvCell.Line("reference", "working 1", "working 2", "not working 1", "not working 2", "future 1", "future 2", "captured by", "consent"));
    }

    internal static StreamWriter Begin(HttpContext http, string name)
    {
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return new(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 32 * 1024, leaveOpen: true);
    }
}
