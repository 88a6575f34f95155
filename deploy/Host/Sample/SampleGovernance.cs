using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Host.Sample;

/// <summary>How the sample's first project is run: a board whose terms are agreed, with the next version being written, and an overview group that has still to agree.</summary>
internal sealed class SampleGovernance(OperatorClients clients, Caller person, string projectId)
{
    private readonly GovernService.GovernServiceClient _govern = clients.As<GovernService.GovernServiceClient>(person);

    /// <summary>Fills it in when nothing is there.</summary>
    public async Task EnsureAsync(CancellationToken cancel)
    {
        var there = await _govern.GetGovernanceAsync(new() { ProjectId = projectId }, cancellationToken: cancel);
        if (there.Groups.Count > 0)
            return;
        await _govern.SetAccountableAsync(
            new()
            {
                RequestId = NewId(),
                ProjectId = projectId,
                Etag = there.Etag,
                Accountable = new()
                {
                    Success = "Sol, Director of Adult Social Care",
                    Money = "Finn, finance officer",
                    KeptUp = "Each quarter the board asks every member how much they could decide, and puts right what slipped.",
                },
            }, cancellationToken: cancel);
        var board = await AddGroupAsync(new()
        {
            Kind = GoverningGroupKind.Board,
            Name = "Support at home board",
            Purpose = "To see that support at home changes as people have asked.",
            Reporting = "It reports to the partnership twice a year, and its notes go to all groups within a week.",
            LivedRole = LivedRole.Decide,
            Seats = 8,
            LivedSeats = 4,
        }, cancel);
        var overview = await AddGroupAsync(new()
        {
            Kind = GoverningGroupKind.Overview,
            Name = "Morning visits group",
            Purpose = "To look at everything that is planned for morning visits.",
            ParentId = board,
            Reporting = "Two of its members sit on the board and tell it what the group found.",
            LivedRole = LivedRole.Influence,
            Seats = 10,
            LivedSeats = 8,
        }, cancel);
        var members = new[]
        {
            "",
            await AddMemberAsync(board, "Mina", Perspective.LivedExperience, cancel),
            await AddMemberAsync(board, "Owen", Perspective.Carer, cancel),
            await AddMemberAsync(board, "Femi", Perspective.Staff, cancel),
        };
        await AddMemberAsync(overview, "Mina", Perspective.LivedExperience, cancel);
        var agreed = await WriteAsync(board, "To decide what changes in support at home, and to see that it does.", cancel);
        foreach (var member in members)
            await AgreeAsync(agreed, member, cancel);
        var next = await _govern.StartTermsAsync(new() { RequestId = NewId(), ProjectId = projectId, GoverningGroupId = board }, cancellationToken: cancel);
        await EditAsync(next.TermsId, TermsPart.Reward, "24 pounds an hour, with travel and care paid, within ten days.", cancel);
        await WriteAsync(overview, "To tell the board what morning visits are like, and what would make them better.", cancel);
    }

    private async Task<string> AddGroupAsync(GoverningGroupFields fields, CancellationToken cancel) =>
        (await _govern.AddGoverningGroupAsync(new() { RequestId = NewId(), ProjectId = projectId, Fields = fields }, cancellationToken: cancel)).GoverningGroupId;

    private async Task<string> AddMemberAsync(string groupId, string name, Perspective perspective, CancellationToken cancel) => (await _govern.AddGoverningMemberAsync(
        new() { RequestId = NewId(), ProjectId = projectId, GoverningGroupId = groupId, Name = name, Perspective = perspective }, cancellationToken: cancel)).MemberId;

    private async Task<string> WriteAsync(string groupId, string aims, CancellationToken cancel)
    {
        var terms = await _govern.StartTermsAsync(new() { RequestId = NewId(), ProjectId = projectId, GoverningGroupId = groupId }, cancellationToken: cancel);
        await EditAsync(terms.TermsId, TermsPart.Aims, aims, cancel);
        await EditAsync(terms.TermsId, TermsPart.Principles, "Everybody has a right to be heard. No view weighs more than another. There is a break each hour.", cancel);
        await EditAsync(terms.TermsId, TermsPart.Settling, "We talk first. If two meetings do not settle it, each member has one vote.", cancel);
        await EditAsync(terms.TermsId, TermsPart.Reward, "20 pounds an hour, with travel and care paid, within ten days.", cancel);
        return terms.TermsId;
    }

    private async Task EditAsync(string termsId, TermsPart part, string words, CancellationToken cancel) => await _govern.EditTermsAsync(
        new() { RequestId = NewId(), ProjectId = projectId, TermsId = termsId, Etag = await EtagAsync(cancel), Part = part, Words = words, SettleBy = SettleBy.Majority, Quorum = 60 },
        cancellationToken: cancel);

    private async Task AgreeAsync(string termsId, string memberId, CancellationToken cancel) => await _govern.AgreeTermsAsync(
        new() { RequestId = NewId(), ProjectId = projectId, TermsId = termsId, Etag = await EtagAsync(cancel), MemberId = memberId, How = "At the first meeting" }, cancellationToken: cancel);

    private async Task<string> EtagAsync(CancellationToken cancel) => (await _govern.GetGovernanceAsync(new() { ProjectId = projectId }, cancellationToken: cancel)).Etag;

    private static string NewId() => Guid.NewGuid().ToString();
}
