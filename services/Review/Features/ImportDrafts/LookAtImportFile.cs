using CoProduction.Review.Intake;
using CoProduction.Review.V1;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Files;
using CoProduction.Shared.Limits;
using CoProduction.Shared.Requests;

namespace CoProduction.Review.Features.ImportDrafts;

/// <summary>What a kept file's first rows show, whether it can be read as reviews or not.</summary>
internal sealed class LookAtImportFile(TenantDatabase database, ReceivedFiles files, FileTurns turns)
{
    private const int Looked = 200;

    public async Task<LookAtImportFileResponse> HandleAsync(LookAtImportFileRequest request, Caller caller, CancellationToken cancel)
    {
        var (cycleId, draftId) = (Parse.Id(request.CycleId, "cycle_id"), Parse.Id(request.DraftId, "draft_id"));
        using var turn = await turns.EnterAsync(caller, cancel);
        await using var transaction = await database.BeginAsync(caller, cancel);
        var draft = await DraftRow.GetAsync(transaction, cycleId, draftId, cancel);
        using var file = await draft.OpenAsync(transaction, files, cancel);
        try
        {
            return Look(draft, file, await draft.ChoicesAsync(transaction, cancel));
        }
        catch (FileFailure failure)
        {
            throw Problem.Invalid("file", failure.Message);
        }
    }

    private static LookAtImportFileResponse Look(DraftRow draft, ReceivedFile file, ColumnChoices choices)
    {
        using var table = Table.Open(file.Read(), ReviewColumns.Form(choices));
        var problem = ProblemWith(table.Headers, choices);
        var columns = problem.Length == 0 ? ReviewColumns.Read(table.Headers, choices).All : ReviewColumns.Recognise(table.Headers, choices);
        var examples = new ColumnExamples(columns);
        for (var row = 0; row < Looked && table.Read(); row++)
            examples.Look(table);
        var response = new LookAtImportFileResponse { FileName = draft.FileName, Question = (Question)draft.Question, Problem = problem, IsRemembered = draft.IsRemembered };
        response.Columns.AddRange(columns.Select((column, at) => new ColumnMapping { Header = column.Header, Meaning = column.Meaning, Use = column.Use, Examples = { examples.Of(at) } }));
        response.Findings.AddRange(table.Findings.Select(finding => new ImportFinding { Kind = finding.Kind, Message = finding.Message }));
        return response;
    }

    private static string ProblemWith(IReadOnlyList<string> headers, ColumnChoices choices)
    {
        try
        {
            ReviewColumns.Read(headers, choices);
            return "";
        }
        catch (FileFailure failure)
        {
            return failure.Message;
        }
    }
}
