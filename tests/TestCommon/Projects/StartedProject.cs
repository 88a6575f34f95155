using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;

namespace CoProduction.TestCommon.Projects;

/// <summary>A new project of a partnership, and short ways to fill it in through the service's own calls.</summary>
public sealed class StartedProject
{
    private readonly RunningModule _module;

    private StartedProject(RunningModule module, Guid partnership, Guid id)
    {
        _module = module;
        Partnership = partnership;
        Id = id;
        Femi = Callers.Facilitator(partnership);
    }

    public Guid Partnership { get; }

    public Guid Id { get; }

    public string ProjectId => Id.ToString();

    /// <summary>The facilitator on whose behalf the calls below are made unless somebody else is named.</summary>
    public Caller Femi { get; }

    public IdentifyService.IdentifyServiceClient Identify => As(Femi);

    public StakeholderService.StakeholderServiceClient Stakeholder => _module.Client<StakeholderService.StakeholderServiceClient>(Femi);

    public static async Task<StartedProject> CreateAsync(RunningModule module, Guid partnership)
    {
        var created = await module.Client<StakeholderService.StakeholderServiceClient>(Callers.Administrator(partnership)).CreateProjectAsync(
            new() { RequestId = NewId(), Name = $"Project {Guid.NewGuid():N}", Purpose = "To find out what should change." });
        return new(module, partnership, Guid.Parse(created.Project.ProjectId));
    }

    public IdentifyService.IdentifyServiceClient As(Caller caller) => _module.Client<IdentifyService.IdentifyServiceClient>(caller);

    /// <summary>How it is run.</summary>
    public GovernedProject Governed => new(_module, this);

    public EngageService.EngageServiceClient EngageAs(Caller caller) => _module.Client<EngageService.EngageServiceClient>(caller);

    public EmpowerService.EmpowerServiceClient EmpowerAs(Caller caller) => _module.Client<EmpowerService.EmpowerServiceClient>(caller);

    public DeliverService.DeliverServiceClient DeliverAs(Caller caller) => _module.Client<DeliverService.DeliverServiceClient>(caller);

    public VoiceService.VoiceServiceClient VoiceAs(Caller caller) => _module.Client<VoiceService.VoiceServiceClient>(caller);

    /// <summary>As the gateway calls for somebody whom nobody knows.</summary>
    public OpenChannelService.OpenChannelServiceClient Public => _module.Client<OpenChannelService.OpenChannelServiceClient>(Caller.Gateway);

    public RepresentService.RepresentServiceClient RepresentAs(Caller caller) => _module.Client<RepresentService.RepresentServiceClient>(caller);

    public PeopleService.PeopleServiceClient RegisterAs(Caller caller) => _module.Client<PeopleService.PeopleServiceClient>(caller);

    public async Task<GetOverviewResponse> OverviewAsync() => await Identify.GetOverviewAsync(new() { ProjectId = ProjectId });

    public async Task<string> EtagAsync() => (await OverviewAsync()).Project.Etag;

    public async Task<Flag> FlagAsync(string id) => (await OverviewAsync()).Flags.Single(flag => flag.FlagId == id);

    public async Task<Project> EditAsync(Action<EditProjectRequest> change)
    {
        var request = new EditProjectRequest { RequestId = NewId(), ProjectId = ProjectId, Etag = await EtagAsync() };
        change(request);
        return (await Stakeholder.EditProjectAsync(request)).Project;
    }

    /// <summary>Every question answered with yes, but for those named here.</summary>
    public AnswerReadinessRequest Ready(GetOverviewResponse overview, params IReadOnlyList<(string Question, YesNo Answer)> others)
    {
        var request = new AnswerReadinessRequest { RequestId = NewId(), ProjectId = ProjectId, Etag = overview.Project.Etag, AnsweredBy = "Grace Obi", AnsweredOn = "2026-05-03" };
        foreach (var question in overview.Questions)
        {
            var other = others.FirstOrDefault(one => one.Question == question.Code);
            request.Answers.Add(new ReadinessAnswer { Question = question.Code, Answer = other.Question is null ? YesNo.Yes : other.Answer });
        }
        return request;
    }

    public async Task AnswerAsync(params IReadOnlyList<(string Question, YesNo Answer)> others) => await Identify.AnswerReadinessAsync(Ready(await OverviewAsync(), others));

    public async Task<Outcome> HopeAsync(ProposedBy by, string words = "People choose who supports them.") =>
        (await Identify.AddOutcomeAsync(new() { RequestId = NewId(), ProjectId = ProjectId, Words = words, ProposedBy = by, ProposedOn = "2026-05-01" })).Outcome;

    public AddGroupRequest AnyGroup(GroupCategory category = GroupCategory.Receive, string? name = null) => new()
    {
        RequestId = NewId(),
        ProjectId = ProjectId,
        Group = new() { Category = category, Name = name ?? $"People {Guid.NewGuid():N}", Effect = GroupEffect.Positive, Reach = GroupReach.Direct },
    };

    public async Task<AffectedGroup> NameGroupAsync(GroupCategory category = GroupCategory.Receive, Caller? by = null) =>
        (await As(by ?? Femi).AddGroupAsync(AnyGroup(category))).Group;

    public async Task SayNobodyAsync(GroupCategory category, Caller? by = null) =>
        await As(by ?? Femi).SayNobodyAsync(new() { RequestId = NewId(), ProjectId = ProjectId, Category = category, Because = "We asked, and there is nobody." });

    public async Task<VerifyGroupsRequest> FindingAsync(bool complete = true) => new()
    {
        RequestId = NewId(),
        ProjectId = ProjectId,
        Etag = await EtagAsync(),
        Complete = complete ? YesNo.Yes : YesNo.No,
        Missing = complete ? "" : "Young carers",
    };

    /// <summary>Somebody else's finding.</summary>
    public async Task VerifyAsync(bool complete = true, Caller? by = null) => await As(by ?? Callers.With(Roles.Member, Partnership)).VerifyGroupsAsync(await FindingAsync(complete));

    private static string NewId() => Guid.NewGuid().ToString();
}
