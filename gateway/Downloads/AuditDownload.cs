using CoProduction.Audit.V1;
using CoProduction.Gateway.Pages.Audit;
using CoProduction.Shared.Files;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Gateway.Downloads;

/// <summary>The audit to take away, as far as it was searched for.</summary>
internal static class AuditDownload
{
    public static async Task WriteAsync(HttpContext http)
    {
        var search = AuditSearch.Read(http.Request.Query);
        var audit = http.RequestServices.GetRequiredKeyedService<AuditService.AuditServiceClient>(search.Service);
        using var call = audit.ExportAuditEntries(new() { Filter = search.ToFilter() }, cancellationToken: http.RequestAborted);
        // A refusal comes with the first batch, and must come before the file begins.
        var isThere = await call.ResponseStream.MoveNext(http.RequestAborted);
        await using var file = DownloadRoutes.Begin(http, "audit.csv");
        await file.WriteAsync(CsvCell.Line("seal", "audit_id", "at", "actor_id", "action", "target_kind", "target_id", "detail", "for_person_id", "reason"));
        for (; isThere; isThere = await call.ResponseStream.MoveNext(http.RequestAborted))
        {
            foreach (var entry in call.ResponseStream.Current.Entries)
                await file.WriteAsync(LineOf(entry));
        }
    }

    private static string LineOf(AuditEntry entry) => CsvCell.Line(
        entry.Seal.ToString(), entry.AuditId, Moment(entry.At), entry.ActorId, entry.Action, entry.TargetKind, entry.TargetId, entry.Detail, entry.ForPersonId, entry.Reason);

    private static string Moment(Timestamp moment) => moment.ToDateTime().ToString("O");
}
