using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.AffectedGroups;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Engagement;

/// <summary>Notes that people of a group were told, and what they answered.</summary>
internal sealed class Invitations(Commands commands)
{
    private const int MostOfAProject = 5_000;
    private const int MostAtOnce = 1_000_000;
    private const string NewProjects = "new-projects";

    public Task<AddInvitationResponse> HandleAsync(AddInvitationRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        if (request.GroupId.Length == 0)
            throw Problem.Invalid("group_id", "Choose the group that they belong to.");
        var groupId = Parse.Id(request.GroupId, "group_id");
        var personId = Parse.OptionalId(request.PersonId, "person_id");
        var people = personId is null ? PeopleAtOnce(request.People) : 1;
        var whom = personId is null ? Parse.OptionalText(request.Whom, "whom", 200) : "";
        var through = Parse.OptionalText(request.Through, "through", 200);
        var answer = request.Answer == InvitationAnswer.Unspecified ? InvitationAnswer.Waiting : Parse.Choice(request.Answer, "answer", "");
        if (answer == InvitationAnswer.Mistake)
            throw Problem.Invalid("answer", "What is a mistake need not be written down.");
        var saidYes = SaidYes(answer, request.SaidYes, people, personId is not null);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var toldOn = Days.PastOrToday(transaction, request.ToldOn, "told_on");
            var channel = await ChannelAsync(transaction, request.Channel, cancel);
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            await project.RequireRoomAsync("invitation", cancel, MostOfAProject);
            if ((await GroupRow.GetAsync(transaction, projectId, groupId, cancel)).EndedOn is not null)
                throw Problem.Of(StatusCode.FailedPrecondition, "GROUP_ENDED", "This group is not affected any more. Open it again first, or choose another group.");
            if (personId is { } person)
                await RequireMayInviteAsync(transaction, projectId, person, request.CameToUs, cancel);
            var invitationId = transaction.NewId();
            await transaction.ExecuteAsync(
                """
                INSERT INTO invitation (partnership_id, invitation_id, project_id, group_id, told_on, person_id, people, whom, channel, came_to_us, through, answer, said_yes,
                  answered_on, recorded_by_id, recorded_by, recorded_at)
                VALUES (@PartnershipId, @invitationId, @projectId, @groupId, @toldOn::date, @personId, @people, @whom, @channel, @CameToUs, @through, @answer, @saidYes,
                  @answeredOn::date, @by, @DisplayName, @Now)
                """,
                new
                {
                    transaction.PartnershipId,
                    invitationId,
                    projectId,
                    groupId,
                    toldOn,
                    personId,
                    people,
                    whom,
                    channel,
                    request.CameToUs,
                    through,
                    answer = (short)answer,
                    saidYes,
                    answeredOn = answer == InvitationAnswer.Waiting ? null : toldOn,
                    by = caller.PersonId,
                    caller.DisplayName,
                    transaction.Now,
                }, cancel);
            await project.RecordAsync([ProjectPart.Invitations, ProjectPart.Of(ProjectPart.Invitations, invitationId)], cancel);
            await transaction.AuditAsync("invitation.add", "invitation", invitationId, request.CameToUs ? "came to us" : "", cancel, forPersonId: personId);
            return new AddInvitationResponse { Invitation = await GetAsync(transaction, projectId, invitationId, cancel) };
        }, cancel);
    }

    public Task<AnswerInvitationResponse> HandleAsync(AnswerInvitationRequest request, Caller caller, CancellationToken cancel)
    {
        var projectId = Parse.Id(request.ProjectId, "project_id");
        var invitationId = Parse.Id(request.InvitationId, "invitation_id");
        var answer = Parse.Choice(request.Answer, "answer", "Choose what they answered.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            var answeredOn = Days.PastOrToday(transaction, request.AnsweredOn, "answered_on");
            var project = await ProjectEdit.BeginAsync(transaction, projectId, cancel);
            var invitation = await InvitationRow.GetAsync(transaction, projectId, invitationId, cancel);
            await project.RequireUnchangedAsync(request.Etag, [ProjectPart.Of(ProjectPart.Invitations, invitationId)], cancel);
            if (string.CompareOrdinal(answeredOn, invitation.ToldOn) < 0)
                throw Problem.Invalid("answered_on", $"They were told on {Days.InWords(invitation.ToldOn)}. Give that day or a later one.");
            await transaction.ExecuteAsync(
                """
                UPDATE invitation SET answer = @answer, said_yes = @saidYes, answered_on = @answeredOn::date
                WHERE partnership_id = @PartnershipId AND project_id = @projectId AND invitation_id = @invitationId
                """,
                new
                {
                    transaction.PartnershipId,
                    projectId,
                    invitationId,
                    answer = (short)answer,
                    saidYes = SaidYes(answer, request.SaidYes, invitation.People, invitation.PersonId is not null),
                    answeredOn = answer == InvitationAnswer.Waiting ? null : answeredOn,
                }, cancel);
            await project.RecordAsync([ProjectPart.Invitations, ProjectPart.Of(ProjectPart.Invitations, invitationId)], cancel);
            await transaction.AuditAsync("invitation.answer", "invitation", invitationId, $"{request.Answer}", cancel, forPersonId: invitation.PersonId);
            return new AnswerInvitationResponse { Invitation = await GetAsync(transaction, projectId, invitationId, cancel) };
        }, cancel);
    }

    /// <summary>The code of a way in which people are told.</summary>
    public static async Task<string> ChannelAsync(TenantTransaction transaction, string channel, CancellationToken cancel)
    {
        if (channel.Length == 0)
            throw Problem.Invalid("channel", "Choose how they were told.");
        return (await Choices.KnownAsync(transaction, "told-by", [channel], "channel", cancel))[0];
    }

    // Somebody who came by themselves asks us: then there is nothing that they would have to agree to.
    private static async Task RequireMayInviteAsync(TenantTransaction transaction, Guid projectId, Guid personId, bool cameToUs, CancellationToken cancel)
    {
        if (!ReadEngagement.MayName(transaction.Caller, projectId))
            throw Whose.NotYours();
        var consent = await transaction.FindAsync<ConsentRow>(
            """
            SELECT c.given_at IS NOT NULL AS given, c.withdrawn_at IS NOT NULL AS withdrawn FROM person p
            LEFT JOIN consent c ON c.partnership_id = p.partnership_id AND c.person_id = p.person_id AND c.use = @NewProjects
            WHERE p.partnership_id = @PartnershipId AND p.person_id = @personId AND p.ended_at IS NULL FOR KEY SHARE OF p
            """,
            new { transaction.PartnershipId, personId, NewProjects }, cancel) ?? throw Problem.NotFound("person");
        if (cameToUs || consent is { Given: true, Withdrawn: false })
            return;
        throw Problem.Of(StatusCode.FailedPrecondition, "NO_CONSENT", consent.Withdrawn
            ? "They have taken back that they may be asked about new projects. Do not ask them. If they came to us by themselves, say so."
            : "They have not agreed to be asked about new projects. Write their agreement down first, at what they agreed to. If they came to us by themselves, say so.");
    }

    private static int PeopleAtOnce(int people) => people is > 0 and <= MostAtOnce ? people : throw Problem.Invalid("people", "Say about how many people it was: a number from 1.");

    private static int SaidYes(InvitationAnswer answer, int saidYes, int people, bool isPerson)
    {
        if (answer != InvitationAnswer.Yes)
            return 0;
        if (isPerson)
            return 1;
        return saidYes > 0 && saidYes <= people ? saidYes : throw Problem.Invalid("said_yes", $"Say how many of them said yes: from 1 to {people:N0}.");
    }

    private static async Task<Invitation> GetAsync(TenantTransaction transaction, Guid projectId, Guid invitationId, CancellationToken cancel) =>
        (await InvitationRow.GetAsync(transaction, projectId, invitationId, cancel)).ToInvitation(ReadEngagement.MayName(transaction.Caller, projectId));

    private sealed record ConsentRow(bool Given, bool Withdrawn);
}
