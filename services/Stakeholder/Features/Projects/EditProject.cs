using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;
using Grpc.Core;
using Npgsql;

namespace CoProduction.Stakeholder.Features.Projects;

internal sealed class EditProject(Commands commands)
{
    public Task<EditProjectResponse> HandleAsync(EditProjectRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var wanted = Wanted.From(request);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            var parts = wanted.Parts.ToArray();
            await project.RequireUnchangedAsync(request.Etag, parts, cancel);
            await RequireKnownMethodsAsync(transaction, wanted.Methods, cancel);
            await UpdateAsync(transaction, projectId, wanted, cancel);
            await project.RecordAsync(parts, cancel);
            await transaction.AuditAsync("project.edit", "project", projectId, string.Join(',', parts), cancel);
            return new EditProjectResponse { Project = await ReadProjects.GetAsync(transaction, projectId, cancel) };
        }, cancel);
    }

    // Whoever else takes the name meanwhile is told apart by the index alone.
    private static async Task UpdateAsync(TenantTransaction transaction, Guid projectId, Wanted wanted, CancellationToken cancel)
    {
        try
        {
            await SetAsync(transaction, projectId, wanted, cancel);
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "project_name" })
        {
            throw Problem.Of(StatusCode.AlreadyExists, "NAME_IN_USE", "There is a project of that name already. Choose another name.");
        }
    }

    private static Task SetAsync(TenantTransaction transaction, Guid projectId, Wanted wanted, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        UPDATE project SET
          name = coalesce(@Name, name), purpose = coalesce(@Purpose, purpose), sponsor = coalesce(@Sponsor, sponsor),
          responsible = coalesce(@Responsible, responsible), budget_heading = coalesce(@BudgetHeading, budget_heading),
          starts_on = CASE WHEN @StartsOn::text IS NULL THEN starts_on ELSE nullif(@StartsOn, '')::date END,
          ends_on = CASE WHEN @EndsOn::text IS NULL THEN ends_on ELSE nullif(@EndsOn, '')::date END,
          methods = coalesce(@Methods, methods), other_method = coalesce(@OtherMethod, other_method), level = coalesce(@Level, level),
          unintended_welcome = coalesce(@UnintendedWelcome, unintended_welcome), blank_start = coalesce(@BlankStart, blank_start)
        WHERE partnership_id = @PartnershipId AND project_id = @projectId
        """,
        new
        {
            transaction.PartnershipId,
            projectId,
            wanted.Name,
            wanted.Purpose,
            wanted.Sponsor,
            wanted.Responsible,
            wanted.BudgetHeading,
            wanted.StartsOn,
            wanted.EndsOn,
            wanted.Methods,
            wanted.OtherMethod,
            wanted.Level,
            wanted.UnintendedWelcome,
            wanted.BlankStart,
        }, cancel);

    private static async Task RequireKnownMethodsAsync(TenantTransaction transaction, string[]? methods, CancellationToken cancel)
    {
        if (methods is { Length: > 0 } && await transaction.GetAsync<long>("SELECT count(*) FROM method WHERE code = ANY(@methods)", new { methods }, cancel) < methods.Length)
            throw Problem.Invalid("methods", "Choose from the ways of working in the list.");
    }

    /// <summary>What is to change; null stays.</summary>
    private sealed record Wanted
    {
        public string? Name { get; init; }

        public string? Purpose { get; init; }

        public string? Sponsor { get; init; }

        public string? Responsible { get; init; }

        public string? BudgetHeading { get; init; }

        public string? StartsOn { get; init; }

        public string? EndsOn { get; init; }

        public string[]? Methods { get; init; }

        public string? OtherMethod { get; init; }

        public short? Level { get; init; }

        public short? UnintendedWelcome { get; init; }

        public bool? BlankStart { get; init; }

        public IEnumerable<string> Parts => new (string Part, object? Value)[]
        {
            (ProjectPart.Name, Name), (ProjectPart.Purpose, Purpose), (ProjectPart.Sponsor, Sponsor), (ProjectPart.Responsible, Responsible),
            (ProjectPart.BudgetHeading, BudgetHeading), (ProjectPart.TimeFrame, StartsOn), (ProjectPart.Methods, Methods), (ProjectPart.Level, Level),
            (ProjectPart.UnintendedWelcome, UnintendedWelcome), (ProjectPart.BlankStart, BlankStart),
        }.Where(one => one.Value is not null).Select(one => one.Part);

        public static Wanted From(EditProjectRequest request)
        {
            var wanted = new Wanted
            {
                Name = request.HasName ? Parse.Text(request.Name, "name", 200, "Give the project a name.") : null,
                Purpose = request.HasPurpose ? Parse.Lines(request.Purpose, "purpose", 2000, "Say in a sentence or two what the project is for.") : null,
                Sponsor = request.HasSponsor ? Parse.OptionalText(request.Sponsor, "sponsor", 200) : null,
                Responsible = request.HasResponsible ? Parse.OptionalText(request.Responsible, "responsible", 200) : null,
                BudgetHeading = request.HasBudgetHeading ? Parse.OptionalText(request.BudgetHeading, "budget_heading", 200) : null,
                StartsOn = request.TimeFrame is { } from ? Parse.OptionalDate(from.StartsOn, "starts_on") : null,
                EndsOn = request.TimeFrame is { } to ? Parse.OptionalDate(to.EndsOn, "ends_on") : null,
                Methods = request.Methods?.Codes.Distinct().ToArray(),
                OtherMethod = request.Methods is { } methods ? OtherFrom(methods) : null,
                Level = request.HasLevel ? (short)Parse.Choice(request.Level, "level", "Choose a level.") : null,
                UnintendedWelcome = request.HasUnintendedWelcome ? (short)Parse.Choice(request.UnintendedWelcome, "unintended_welcome", "Choose an answer.") : null,
                BlankStart = request.HasBlankStart ? request.BlankStart : null,
            };
            if (!wanted.Parts.Any())
                throw Problem.Invalid("name", "Say what to change.");
            // ISO dates sort as text.
            if (wanted is { StartsOn.Length: > 0, EndsOn.Length: > 0 } && string.CompareOrdinal(wanted.EndsOn, wanted.StartsOn) < 0)
                throw Problem.Invalid("ends_on", "The end cannot be before the start.");
            return wanted;
        }

        private static string OtherFrom(Methods methods) => methods.Codes.Contains("other")
            ? Parse.Text(methods.Other, "other_method", 200, "Say which other way of working.")
            : "";
    }
}
