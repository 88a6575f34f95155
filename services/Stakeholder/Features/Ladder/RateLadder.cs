using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Ladder;

/// <summary>
/// Where one person sees the project. It is not among the changes of the project that everybody is told of: by its moment they would tell who rated how.
/// </summary>
internal sealed class RateLadder(Commands commands)
{
    private const int MostRatings = 2000;

    public Task<RateLadderResponse> HandleAsync(RateLadderRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var level = (short)Parse.Choice(request.Level, "level", "Choose what you are looking at.");
        var rung = request.Rung is >= 1 and <= 7 ? (short)request.Rung : throw Problem.Invalid("rung", "Choose a rung of the ladder.");
        var perspective = (short)Parse.Choice(request.Perspective, "perspective", "Choose from whose side this is.");
        var evidence = Parse.Lines(request.Evidence, "evidence", 1000, "Say what shows it, in your own words.");
        var onBehalfOf = RequireAgreed(request, projectId, caller);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireRoomAsync("ladder_rating", cancel, MostRatings);
            var ratingId = transaction.NewId();
            await transaction.ExecuteAsync(
                """
                INSERT INTO ladder_rating (partnership_id, rating_id, project_id, rater, on_behalf_of, level, rung, perspective, evidence, rated_on, recorded_by_id, recorded_at)
                VALUES (@PartnershipId, @ratingId, @projectId, @rater, @onBehalfOf, @level, @rung, @perspective, @evidence, @ratedOn::date, @PersonId, @Now)
                """,
                new
                {
                    transaction.PartnershipId,
                    ratingId,
                    projectId,
                    rater = onBehalfOf.Length == 0 ? caller.PersonId.ToString() : $"name:{onBehalfOf.ToLowerInvariant()}",
                    onBehalfOf,
                    level,
                    rung,
                    perspective,
                    evidence,
                    ratedOn = Days.PastOrToday(transaction, request.RatedOn, "rated_on"),
                    caller.PersonId,
                    transaction.Now,
                }, cancel);
            await transaction.AuditAsync("ladder.rate", "project", projectId, onBehalfOf.Length == 0 ? "" : "for somebody else", cancel, isUnnamed: onBehalfOf.Length == 0);
            return new RateLadderResponse();
        }, cancel);
    }

    // Whose rating it is; empty: the caller's own.
    private static string RequireAgreed(RateLadderRequest request, Guid projectId, Caller caller)
    {
        var onBehalfOf = Parse.OptionalText(request.OnBehalfOf, "on_behalf_of", 200);
        if (onBehalfOf.Length == 0)
            return "";
        if (!caller.MayIn(projectId, "project.write"))
            throw Problem.Of(StatusCode.PermissionDenied, "ON_BEHALF", "You can rate for yourself. Ask the facilitator to write it down for somebody else.");
        return request.TheyAgree ? onBehalfOf : throw Problem.Invalid("they_agree", "Ask them first, and say that they agree.");
    }
}
