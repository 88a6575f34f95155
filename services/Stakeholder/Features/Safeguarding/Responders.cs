using System.Globalization;
using CoProduction.Shared.Access;
using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Members;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Safeguarding;

/// <summary>Who answers for safeguarding in a partnership, when, and within how long.</summary>
internal sealed class Responders(TenantDatabase database, Commands commands)
{
    public async Task<ListRespondersResponse> HandleAsync(ListRespondersRequest request, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(caller, cancel);
        var responders = await ResponderRow.ReadAsync(transaction, cancel);
        return new() { Responders = { responders.ConvertAll(one => one.ToResponder()) }, Times = ResponseMinutes.ToTimes(await ResponseMinutes.ReadAsync(transaction, cancel)) };
    }

    public Task<NameResponderResponse> HandleAsync(NameResponderRequest request, Caller caller, CancellationToken cancel)
    {
        var personId = Parse.Id(request.PersonId, "person_id");
        var days = request.Days.Distinct().Order().Select(day => day is >= 1 and <= 7 ? (short)day : throw Problem.Invalid("days", "Choose days of the week.")).ToArray();
        var (from, until) = (Time(request.FromTime, "from_time"), Time(request.UntilTime, "until_time"));
        if (from is null != until is null || from is not null && from == until)
            throw Problem.Invalid("until_time", "Give both times, or leave both empty for round the clock.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await Members.Membership.LockAsync(transaction, cancel);
            if (await transaction.ExecuteAsync(
                """
                UPDATE membership SET roles = CASE WHEN @Responder = ANY(roles) THEN roles ELSE array_append(roles, @Responder) END
                WHERE partnership_id = @PartnershipId AND person_id = @personId
                """,
                new { transaction.PartnershipId, personId, Roles.Responder }, cancel) == 0)
                throw Problem.NotFound("member");
            await transaction.ExecuteAsync(
                """
                INSERT INTO responder (partnership_id, person_id, is_lead, days, from_time, until_time) VALUES (@PartnershipId, @personId, @IsLead, @days, @from, @until)
                ON CONFLICT (partnership_id, person_id) DO UPDATE
                SET is_lead = excluded.is_lead, days = excluded.days, from_time = excluded.from_time, until_time = excluded.until_time
                """,
                new { transaction.PartnershipId, personId, request.IsLead, days, from, until }, cancel);
            await transaction.AuditAsync("responder.name", "person", personId, request.IsLead ? "lead" : "deputy", cancel, forPersonId: personId);
            return new NameResponderResponse();
        }, cancel);
    }

    public Task<EndResponderResponse> HandleAsync(EndResponderRequest request, Caller caller, CancellationToken cancel)
    {
        var personId = Parse.Id(request.PersonId, "person_id");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await Members.Membership.LockAsync(transaction, cancel);
            var member = await MemberRow.FindAsync(transaction, personId, cancel);
            if (member?.Roles.Contains(Roles.Responder) != true)
                throw Problem.NotFound("responder");
            if (member.Roles.Length == 1 && member.Projects == "{}")
                throw Problem.Of(StatusCode.FailedPrecondition, "LAST_ROLE", "They have no other role here. Take all their roles away under “People and roles” instead.");
            await transaction.ExecuteAsync(
                """
                UPDATE membership SET roles = array_remove(roles, @Responder) WHERE partnership_id = @PartnershipId AND person_id = @personId;
                DELETE FROM responder WHERE partnership_id = @PartnershipId AND person_id = @personId
                """,
                new { transaction.PartnershipId, personId, Roles.Responder }, cancel);
            await transaction.AuditAsync("responder.end", "person", personId, "", cancel, forPersonId: personId);
            return new EndResponderResponse();
        }, cancel);
    }

    public Task<SetResponseTimesResponse> HandleAsync(SetResponseTimesRequest request, Caller caller, CancellationToken cancel)
    {
        var times = ResponseMinutes.From(request.Times);
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await transaction.ExecuteAsync(
                """
                INSERT INTO response_time (partnership_id, kind, minutes) SELECT @PartnershipId, kind, minutes FROM unnest(@kinds, @minutes) AS t (kind, minutes)
                ON CONFLICT (partnership_id, kind) DO UPDATE SET minutes = excluded.minutes
                """,
                new { transaction.PartnershipId, kinds = times.Keys.Select(kind => (short)kind).ToArray(), minutes = times.Values.ToArray() }, cancel);
            await transaction.AuditAsync("responder.times", "partnership", transaction.PartnershipId, string.Join(", ", times.Select(time => $"{time.Key} {time.Value}")), cancel);
            return new SetResponseTimesResponse();
        }, cancel);
    }

    private static TimeOnly? Time(string value, string field)
    {
        if (value.Trim().Length == 0)
            return null;
        return TimeOnly.TryParseExact(value.Trim(), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Problem.Invalid(field, "Write a time such as 09:00.");
    }
}
