using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;

namespace CoProduction.TestCommon.Projects;

/// <summary>Short ways to say how a project is run, through the service's own calls.</summary>
public sealed class GovernedProject(RunningModule module, StartedProject project)
{
    public const string Accountable = "Grace Obi";

    public GovernService.GovernServiceClient Govern => As(project.Femi);

    public string ProjectId => project.ProjectId;

    public GovernService.GovernServiceClient As(Caller caller) => module.Client<GovernService.GovernServiceClient>(caller);

    public Task<string> EtagAsync() => project.EtagAsync();

    public async Task<GetGovernanceResponse> ReadAsync() => await Govern.GetGovernanceAsync(new() { ProjectId = ProjectId });

    public async Task<GoverningGroup> GroupAsync(string id) => (await ReadAsync()).Groups.Single(group => group.GoverningGroupId == id);

    public async Task NameAccountableAsync(string success = Accountable, string money = "Finn") => await Govern.SetAccountableAsync(
        new() { RequestId = NewId(), ProjectId = ProjectId, Etag = await EtagAsync(), Accountable = new() { Success = success, Money = money, KeptUp = "We look at it each quarter." } });

    public static GoverningGroupFields AnyFields(string? name = null, string parentId = "") => new()
    {
        Kind = GoverningGroupKind.Board,
        Name = name ?? $"Board {Guid.NewGuid():N}",
        Purpose = "To see that it comes about.",
        ParentId = parentId,
        Reporting = "Notes go to everybody within a week.",
        LivedRole = LivedRole.Decide,
        Seats = 8,
        LivedSeats = 4,
    };

    public async Task<string> AddGroupAsync(GoverningGroupFields? fields = null) =>
        (await Govern.AddGoverningGroupAsync(new() { RequestId = NewId(), ProjectId = ProjectId, Fields = fields ?? AnyFields() })).GoverningGroupId;

    public async Task EditGroupAsync(string id, GoverningGroupFields fields) => await Govern.EditGoverningGroupAsync(
        new() { RequestId = NewId(), ProjectId = ProjectId, GoverningGroupId = id, Etag = await EtagAsync(), Fields = fields });

    public async Task EndGroupAsync(string id) =>
        await Govern.EndGoverningGroupAsync(new() { RequestId = NewId(), ProjectId = ProjectId, GoverningGroupId = id, Etag = await EtagAsync(), Because = "Its work is done." });

    public async Task<string> AddMemberAsync(string groupId, string name = "Ada", Perspective perspective = Perspective.LivedExperience) => (await Govern.AddGoverningMemberAsync(
        new() { RequestId = NewId(), ProjectId = ProjectId, GoverningGroupId = groupId, Name = name, Perspective = perspective })).MemberId;

    public async Task LeaveAsync(string memberId) => await Govern.EndGoverningMemberAsync(new() { RequestId = NewId(), ProjectId = ProjectId, MemberId = memberId });

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<Terms>> TermsAsync(string groupId) => (await Govern.ListTermsAsync(new() { ProjectId = ProjectId, GoverningGroupId = groupId })).Terms;

    public async Task<string> StartTermsAsync(string groupId) =>
        (await Govern.StartTermsAsync(new() { RequestId = NewId(), ProjectId = ProjectId, GoverningGroupId = groupId })).TermsId;

    public async Task<EditTermsRequest> EditRequestAsync(string termsId, TermsPart part = TermsPart.Aims, string words = "To plan support together.") =>
        new() { RequestId = NewId(), ProjectId = ProjectId, TermsId = termsId, Etag = await EtagAsync(), Part = part, Words = words };

    public async Task WriteAsync(string termsId, TermsPart part = TermsPart.Aims, string words = "To plan support together.") =>
        await Govern.EditTermsAsync(await EditRequestAsync(termsId, part, words));

    public async Task SettleByAsync(string termsId, SettleBy by = SettleBy.Majority, int quorum = 60) =>
        await Govern.EditTermsAsync(new(await EditRequestAsync(termsId, TermsPart.Settling, "One vote each.")) { SettleBy = by, Quorum = quorum });

    public async Task<AgreeTermsRequest> YesAsync(string termsId, string memberId = "") =>
        new() { RequestId = NewId(), ProjectId = ProjectId, TermsId = termsId, Etag = await EtagAsync(), MemberId = memberId, How = "At the meeting" };

    /// <summary>A member's yes, or without one that of the accountable person; whether the version is in force.</summary>
    public async Task<bool> AgreeAsync(string termsId, string memberId = "") => (await Govern.AgreeTermsAsync(await YesAsync(termsId, memberId))).InForce;

    /// <summary>A group of one member whose terms are in force.</summary>
    public async Task<(string GroupId, string MemberId, string TermsId)> AgreedGroupAsync(bool saysHowToSettle = true, GoverningGroupFields? fields = null)
    {
        await NameAccountableAsync();
        var groupId = await AddGroupAsync(fields);
        var memberId = await AddMemberAsync(groupId);
        var termsId = await StartTermsAsync(groupId);
        await WriteAsync(termsId);
        if (saysHowToSettle)
            await SettleByAsync(termsId);
        await AgreeAsync(termsId, memberId);
        await AgreeAsync(termsId);
        return (groupId, memberId, termsId);
    }

    private static string NewId() => Guid.NewGuid().ToString();
}
