using CoProduction.Shared.Mail;
using CoProduction.Shared.Messaging;
using CoProduction.Shared.Modules;
using CoProduction.Shared.Settings;
using CoProduction.Stakeholder.Features.AffectedGroups;
using CoProduction.Stakeholder.Features.ApiTokens;
using CoProduction.Stakeholder.Features.Checkpoints;
using CoProduction.Stakeholder.Features.CloseOut;
using CoProduction.Stakeholder.Features.CycleActivity;
using CoProduction.Stakeholder.Features.Engagement;
using CoProduction.Stakeholder.Features.Figures;
using CoProduction.Stakeholder.Features.Flags;
using CoProduction.Stakeholder.Features.Governance;
using CoProduction.Stakeholder.Features.Known;
using CoProduction.Stakeholder.Features.Ladder;
using CoProduction.Stakeholder.Features.Learning;
using CoProduction.Stakeholder.Features.Members;
using CoProduction.Stakeholder.Features.MyPage;
using CoProduction.Stakeholder.Features.Opportunities;
using CoProduction.Stakeholder.Features.Outcomes;
using CoProduction.Stakeholder.Features.Overview;
using CoProduction.Stakeholder.Features.OwnData;
using CoProduction.Stakeholder.Features.Partnerships;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.Features.PeopleImports;
using CoProduction.Stakeholder.Features.Population;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.Features.Readiness;
using CoProduction.Stakeholder.Features.Representation;
using CoProduction.Stakeholder.Features.Safeguarding;
using CoProduction.Stakeholder.Features.SelfAssessment;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.Features.Voice;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CoProduction.Stakeholder;

/// <summary>Who: partnerships, their projects with whom they affect, and the people who work in them.</summary>
public sealed class StakeholderModule : IModule
{
    private static readonly Type[] _features =
    [
        typeof(CreatePartnership), typeof(ReadPartnership),
        typeof(CreateProject), typeof(EditProject), typeof(ReadProjects), typeof(LinkProjects), typeof(ReadOverview),
        typeof(AnswerReadiness), typeof(Outcomes), typeof(KnownBefore),
        typeof(NameGroups), typeof(EndGroups), typeof(SayNobody), typeof(VerifyGroups), typeof(OverrideFlag),
        typeof(ReadEngagement), typeof(Invitations), typeof(Barriers), typeof(ReadOpportunities), typeof(WriteOpportunities), typeof(Interests), typeof(WhomToTell),
        typeof(ReadGovernance), typeof(SetAccountable), typeof(GoverningGroups), typeof(GoverningMembers), typeof(WriteTerms), typeof(AgreeTerms),
        typeof(ReadLadder), typeof(RateLadder), typeof(LadderRounds), typeof(Sittings), typeof(Checkpoints),
        typeof(ReadCloseOut), typeof(WriteCloseOut), typeof(SignCloseOut), typeof(CloseProject), typeof(Stories),
        typeof(Places), typeof(Channels), typeof(SaySomething), typeof(SaySignedIn), typeof(ReadMessages), typeof(SettleMessage), typeof(AnswerMessage), typeof(AskAgain),
        typeof(Responders), typeof(ReadConcerns), typeof(RecordStep),
        typeof(ReadRepresentatives), typeof(AddRepresentative), typeof(ChangeRepresentative), typeof(ReadCoverage), typeof(SetCounted),
        typeof(ImportPopulation), typeof(ReadPopulation), typeof(AboutMe), typeof(WhoTakesPart), typeof(PublishedFigures),
        typeof(GrantMembership), typeof(RemoveMembership), typeof(ReadMembers), typeof(CreateLink),
        typeof(CreatePerson), typeof(SearchPeople), typeof(ReadPerson), typeof(EditPerson), typeof(Contacts), typeof(Adjustments), typeof(Consents), typeof(Choices),
        typeof(ImportPeople), typeof(ReadPeopleImports), typeof(WaitingRows),
        typeof(ReadLearning), typeof(WriteLearning), typeof(Peers),
        typeof(OwnDataCopies), typeof(ExportPerson), typeof(ErasePerson),
        typeof(CreateApiToken), typeof(ReadApiTokens), typeof(TakeOverApiToken), typeof(RevokeApiToken), typeof(ResolveApiToken),
        typeof(ReadMyPage), typeof(SetAgreement),
        typeof(Accounts), typeof(Sessions), typeof(Passwords), typeof(Tries), typeof(SignInByPassword), typeof(OneTimeSecrets), typeof(SendLink),
        typeof(SetPassword), typeof(DemoPeople), typeof(SignInByProvider), typeof(FirstAdministrator),
    ];

    /// <inheritdoc/>
    public string Name => "stakeholder";

    /// <inheritdoc/>
    public IEnumerable<Setting> Settings => [.. ServiceModuleExtensions.Settings, .. SignInOptions.Settings, .. CountingOptions.Settings, .. OwnDataOptions.Settings, .. MailServices.Settings];

    /// <inheritdoc/>
    public void AddServices(WebApplicationBuilder builder)
    {
        builder.AddServiceModule(this);
        foreach (var feature in _features)
            builder.Services.AddSingleton(feature);
        builder.Services.AddSingleton(SignInOptions.From(builder.Configuration));
        builder.Services.AddSingleton(CountingOptions.From(builder.Configuration));
        builder.Services.AddSingleton(OwnDataOptions.From(builder.Configuration));
        builder.Services.AddMail(builder.Configuration);
        builder.Services.AddHostedService<ForgetPlaces>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<OwnDataCopies>());
        builder.Services.AddSingleton<WarnOfTokens>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<WarnOfTokens>());
        builder.Services.AddSingleton<TellResponders>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<TellResponders>());
        builder.Services.AddSingleton<IEventHandler, KeepCycleActivity>();
        builder.Services.AddSingleton<IEventHandler, KeepCycleRemoved>();
        builder.Services.AddSingleton<IEventHandler, KeepHarmFound>();
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
        app.MapServiceModule();
        app.MapGrpcService<StakeholderGrpcService>();
        app.MapGrpcService<IdentifyGrpcService>();
        app.MapGrpcService<EngageGrpcService>();
        app.MapGrpcService<GovernGrpcService>();
        app.MapGrpcService<DeliverGrpcService>();
        app.MapGrpcService<VoiceGrpcService>();
        app.MapGrpcService<OpenChannelGrpcService>();
        app.MapGrpcService<SafeguardingGrpcService>();
        app.MapGrpcService<RepresentGrpcService>();
        app.MapGrpcService<AccessGrpcService>();
        app.MapGrpcService<PeopleGrpcService>();
        app.MapGrpcService<PeopleImportGrpcService>();
        app.MapGrpcService<OwnDataGrpcService>();
        app.MapGrpcService<EmpowerGrpcService>();
        app.MapGrpcService<SignInGrpcService>();
    }
}
