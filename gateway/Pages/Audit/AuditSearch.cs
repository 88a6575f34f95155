using System.Globalization;
using CoProduction.Audit.V1;
using CoProduction.Gateway.Web;
using CoProduction.Shared.Errors;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Pages.Audit;

/// <summary>What somebody looks for in the audit, as it stands in the address of the page and of the download.</summary>
internal sealed record AuditSearch(string Service, string From, string To, string Action, string Actor, string Target, string Person)
{
    /// <summary>The services that keep an audit, with what theirs is about.</summary>
    public static IReadOnlyList<(string Service, string Words)> Services { get; } = [("stakeholder", "People and projects"), ("review", "Reviews and themes")];

    /// <summary>Reads an address; of a service that is not there, the first one.</summary>
    public static AuditSearch Read(IQueryCollection query)
    {
        return new(Services.FirstOrDefault(known => known.Service == Text("service"), Services[0]).Service,
            Text("from"), Text("to"), Text("action"), Text("actor"), Text("target"), Text("person"));

        string Text(string name) => query[name].ToString().Trim();
    }

    /// <summary>The same as an address.</summary>
    public string AddressOf(string path) => path + QueryString.Create(
        new Dictionary<string, string?>
        {
            ["service"] = Service,
            ["from"] = From,
            ["to"] = To,
            ["action"] = Action,
            ["actor"] = Actor,
            ["target"] = Target,
            ["person"] = Person,
        }.Where(part => part.Value!.Length > 0));

    /// <summary>What the service is asked; INVALID_ARGUMENT when a day is none. The last day is meant whole.</summary>
    public AuditFilter ToFilter() => new()
    {
        From = Day(From, "from") is { } from ? Names.StartOf(from) : null,
        To = Day(To, "to") is { } to ? Names.StartOf(to.AddDays(1)) : null,
        ActionPrefix = Action,
        ActorId = Actor,
        TargetId = Target,
        ForPersonId = Person,
    };

    private static DateOnly? Day(string text, string field) =>
        text.Length == 0 ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9999 ? day
        : throw Problem.Invalid(field, "This must be a day, such as 2026-11-24.");
}
