using System.Text.Json;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.OwnData;

/// <summary>All that is held about somebody, for them to take away.</summary>
internal sealed class ExportPerson(TenantDatabase database)
{
    private const int RowsAtOnce = 500;

    public async Task HandleAsync(ExportPersonRequest request, IServerStreamWriter<ExportPersonResponse> answers, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var whose = await Whose.MayReadAsync(transaction, request.PersonId, "person.contact", cancel);
        RequireNoSupporter(whose);
        var parameters = new { transaction.PartnershipId, whose.PersonId, whose.IsOwn };
        foreach (var part in PersonalParts.All.Where(part => whose.IsOwn || !part.OwnOnly))
        {
            var answer = new ExportPersonResponse { Title = part.Title };
            // As JSON the columns come with their names, in their order.
            await foreach (var row in transaction.StreamAsync<string>($"SELECT row_to_json(r)::text FROM ({part.Rows}) r", parameters).WithCancellation(cancel))
            {
                answer.Rows.Add(RowOf(row));
                if (answer.Rows.Count < RowsAtOnce)
                    continue;
                await answers.WriteAsync(answer, cancel);
                answer = new() { Title = part.Title };
            }
            await answers.WriteAsync(answer, cancel);
        }
        if (!whose.IsOwn)
            await transaction.AuditAsync("person.export", "person", whose.PersonId, "", cancel, forPersonId: whose.PersonId);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Whoever acts for somebody is not shown the private ways round them.</summary>
    public static void RequireNoSupporter(Whose whose)
    {
        if (whose.IsSupporter)
            throw Problem.Of(StatusCode.FailedPrecondition, "SUPPORTER", "You act for this person, who may have written down what is private from you. Somebody else does this.");
    }

    private static DataRow RowOf(string json)
    {
        using var row = JsonDocument.Parse(json);
        return new() { Fields = { row.RootElement.EnumerateObject().Select(field => new DataField { Name = field.Name, Value = TextOf(field.Value) }) } };
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(TextOf)),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.ToString(),
    };
}
