namespace CoProduction.Shared.Access;

/// <summary>
/// The one table of who may do what: every permission with the roles that give it, every RPC with the permission it needs and what it is about, every page
/// and REST route with the permission it needs. What is not listed is refused.
/// </summary>
public static class Permissions
{
    /// <summary>Of a page: anybody may see it, signed in or not.</summary>
    public const string Public = "public";

    /// <summary>Of a page: anybody who is signed in, even before they have chosen a partnership.</summary>
    public const string SignedIn = "signed-in";

    private static readonly Dictionary<string, string[]> _roles = new()
    {
        ["partnership.create"] = [Roles.System, Roles.Operator],
        ["partnership.read"] = [.. Roles.OfPeople, Roles.ServiceAccount],
        ["access.grant"] = [Roles.System, Roles.Administrator],
        ["access.resolve"] = [Roles.System],
        ["access.sign-in"] = [Roles.Gateway],
        ["person.read"] = [Roles.Administrator, Roles.Facilitator],
        ["person.write"] = [Roles.Administrator, Roles.Facilitator],
        ["person.contact"] = [Roles.Administrator, Roles.Facilitator],
        ["person.import"] = [Roles.Administrator, Roles.Facilitator, Roles.ServiceAccount],
        ["own.read"] = [.. Roles.OfPeople],
        ["own.write"] = [.. Roles.OfPeople],
        ["api-token.write"] = [Roles.Administrator],
        ["project.read"] =
        [
            Roles.Administrator, Roles.Facilitator, Roles.FinanceOfficer, Roles.Approver, Roles.Analyst, Roles.Sponsor, Roles.Member, Roles.ServiceAccount,
        ],
        ["project.write"] = [Roles.Administrator, Roles.Facilitator],
        ["readiness.answer"] = [Roles.Administrator, Roles.Facilitator, Roles.Sponsor],
        ["group.verify"] = [Roles.Administrator, Roles.Facilitator, Roles.Sponsor, Roles.Member],
        ["ladder.rate"] = [Roles.Administrator, Roles.Facilitator, Roles.Analyst, Roles.Sponsor, Roles.Member],
        ["close-out.sign"] = [Roles.Administrator, Roles.Facilitator, Roles.Sponsor, Roles.Member],
        ["cycle.read"] = [Roles.Administrator, Roles.Facilitator, Roles.Analyst, Roles.Sponsor, Roles.Member, Roles.ServiceAccount],
        ["cycle.write"] = [Roles.Administrator, Roles.Facilitator],
        ["statement.import"] = [Roles.Administrator, Roles.Facilitator, Roles.ServiceAccount],
        ["statement.settle"] = [Roles.Administrator, Roles.Facilitator],
        ["statement.read"] = [Roles.Administrator, Roles.Facilitator, Roles.Analyst, Roles.Sponsor, Roles.Member, Roles.ServiceAccount],
        ["theme.read"] = [Roles.Administrator, Roles.Facilitator, Roles.Analyst, Roles.Sponsor, Roles.Member, Roles.ServiceAccount],
        ["theme.write"] = [Roles.Facilitator, Roles.Analyst, Roles.ServiceAccount],
        ["theming.work"] = [Roles.Worker],
        ["message.read"] = [Roles.Administrator],
        ["message.redeliver"] = [Roles.Administrator],
        ["audit.read"] = [Roles.Administrator],
    };

    private static readonly Dictionary<string, (string Permission, Subject About)> _calls = new()
    {
        ["/coproduction.stakeholder.v1.StakeholderService/CreatePartnership"] = ("partnership.create", Subject.Own),
        ["/coproduction.stakeholder.v1.StakeholderService/GetPartnership"] = ("partnership.read", Subject.Own),
        ["/coproduction.stakeholder.v1.StakeholderService/CreateProject"] = ("project.write", Subject.Partnership),
        ["/coproduction.stakeholder.v1.StakeholderService/EditProject"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.StakeholderService/GetProject"] = ("project.read", Subject.Project),
        ["/coproduction.stakeholder.v1.StakeholderService/ListProjects"] = ("project.read", Subject.Own),

        ["/coproduction.stakeholder.v1.IdentifyService/GetOverview"] = ("project.read", Subject.Project),
        ["/coproduction.stakeholder.v1.IdentifyService/ListMethods"] = ("project.read", Subject.Own),
        ["/coproduction.stakeholder.v1.IdentifyService/AnswerReadiness"] = ("readiness.answer", Subject.Project),
        ["/coproduction.stakeholder.v1.IdentifyService/AddOutcome"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.IdentifyService/EditOutcome"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.IdentifyService/AddKnown"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.IdentifyService/RemoveKnown"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.IdentifyService/LinkProject"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.IdentifyService/UnlinkProject"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.IdentifyService/AddGroup"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.IdentifyService/EditGroup"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.IdentifyService/EndGroup"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.IdentifyService/ReopenGroup"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.IdentifyService/SayNobody"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.IdentifyService/VerifyGroups"] = ("group.verify", Subject.Project),
        ["/coproduction.stakeholder.v1.IdentifyService/OverrideFlag"] = ("project.write", Subject.Project),

        ["/coproduction.stakeholder.v1.GovernService/GetGovernance"] = ("project.read", Subject.Project),
        ["/coproduction.stakeholder.v1.GovernService/SetAccountable"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.GovernService/AddGoverningGroup"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.GovernService/EditGoverningGroup"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.GovernService/EndGoverningGroup"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.GovernService/AddGoverningMember"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.GovernService/EndGoverningMember"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.GovernService/ListTerms"] = ("project.read", Subject.Project),
        ["/coproduction.stakeholder.v1.GovernService/StartTerms"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.GovernService/EditTerms"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.GovernService/AgreeTerms"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.DeliverService/GetLadder"] = ("project.read", Subject.Project),
        ["/coproduction.stakeholder.v1.DeliverService/RateLadder"] = ("ladder.rate", Subject.Project),
        ["/coproduction.stakeholder.v1.DeliverService/GetSelfAssessment"] = ("project.read", Subject.Project),
        ["/coproduction.stakeholder.v1.DeliverService/RecordSitting"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.DeliverService/GetCheckpoints"] = ("project.read", Subject.Project),
        ["/coproduction.stakeholder.v1.DeliverService/AddCheckpoint"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.DeliverService/GetCloseOut"] = ("project.read", Subject.Project),
        ["/coproduction.stakeholder.v1.DeliverService/WriteCloseOut"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.DeliverService/SignCloseOut"] = ("close-out.sign", Subject.Project),
        ["/coproduction.stakeholder.v1.DeliverService/CloseProject"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.DeliverService/ReopenProject"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.DeliverService/AddStory"] = ("project.write", Subject.Project),
        ["/coproduction.stakeholder.v1.DeliverService/RemoveStory"] = ("project.write", Subject.Project),

        ["/coproduction.stakeholder.v1.AccessService/GrantMembership"] = ("access.grant", Subject.Partnership),
        ["/coproduction.stakeholder.v1.AccessService/RemoveMembership"] = ("access.grant", Subject.Partnership),
        ["/coproduction.stakeholder.v1.AccessService/ListMembers"] = ("person.read", Subject.Partnership),
        ["/coproduction.stakeholder.v1.AccessService/GetMember"] = ("person.read", Subject.Partnership),
        ["/coproduction.stakeholder.v1.AccessService/CreateLink"] = ("access.grant", Subject.Partnership),
        ["/coproduction.stakeholder.v1.AccessService/CreateApiToken"] = ("api-token.write", Subject.Partnership),
        ["/coproduction.stakeholder.v1.AccessService/ListApiTokens"] = ("api-token.write", Subject.Partnership),
        ["/coproduction.stakeholder.v1.AccessService/RevokeApiToken"] = ("api-token.write", Subject.Partnership),
        ["/coproduction.stakeholder.v1.AccessService/ResolveAccount"] = ("access.resolve", Subject.Own),
        ["/coproduction.stakeholder.v1.AccessService/GetMyPage"] = ("own.read", Subject.Own),
        ["/coproduction.stakeholder.v1.AccessService/SetAgreement"] = ("own.read", Subject.Own),

        // Of somebody else's record each asks for a permission in person.* too.
        ["/coproduction.stakeholder.v1.PeopleService/ListPersonChoices"] = ("own.read", Subject.Own),
        ["/coproduction.stakeholder.v1.PeopleService/CreatePerson"] = ("person.write", Subject.Partnership),
        ["/coproduction.stakeholder.v1.PeopleService/SearchPeople"] = ("person.read", Subject.Partnership),
        ["/coproduction.stakeholder.v1.PeopleService/GetPerson"] = ("own.read", Subject.Own),
        ["/coproduction.stakeholder.v1.PeopleService/EditPerson"] = ("own.write", Subject.Own),
        ["/coproduction.stakeholder.v1.PeopleService/GetContacts"] = ("own.read", Subject.Own),
        ["/coproduction.stakeholder.v1.PeopleService/SetContacts"] = ("own.write", Subject.Own),
        ["/coproduction.stakeholder.v1.PeopleService/ListAdjustments"] = ("own.read", Subject.Own),
        ["/coproduction.stakeholder.v1.PeopleService/RecordAdjustment"] = ("own.write", Subject.Own),
        ["/coproduction.stakeholder.v1.PeopleService/RemoveAdjustment"] = ("own.write", Subject.Own),
        ["/coproduction.stakeholder.v1.PeopleService/ListConsents"] = ("own.read", Subject.Own),
        ["/coproduction.stakeholder.v1.PeopleService/SetConsent"] = ("own.write", Subject.Own),

        ["/coproduction.stakeholder.v1.PeopleImportService/ImportPeople"] = ("person.import", Subject.Partnership),
        ["/coproduction.stakeholder.v1.PeopleImportService/GetPeopleImport"] = ("person.import", Subject.Partnership),
        ["/coproduction.stakeholder.v1.PeopleImportService/ListPeopleImportProblems"] = ("person.import", Subject.Partnership),
        ["/coproduction.stakeholder.v1.PeopleImportService/ListWaitingRows"] = ("person.import", Subject.Partnership),
        ["/coproduction.stakeholder.v1.PeopleImportService/GetWaitingRow"] = ("person.contact", Subject.Partnership),
        ["/coproduction.stakeholder.v1.PeopleImportService/DecideWaitingRow"] = ("person.contact", Subject.Partnership),

        ["/coproduction.stakeholder.v1.SignInService/SignIn"] = ("access.sign-in", Subject.Own),
        ["/coproduction.stakeholder.v1.SignInService/SignInByLink"] = ("access.sign-in", Subject.Own),
        ["/coproduction.stakeholder.v1.SignInService/SignInByRecoveryCode"] = ("access.sign-in", Subject.Own),
        ["/coproduction.stakeholder.v1.SignInService/SignInAsDemo"] = ("access.sign-in", Subject.Own),
        ["/coproduction.stakeholder.v1.SignInService/SignInByProvider"] = ("access.sign-in", Subject.Own),
        ["/coproduction.stakeholder.v1.SignInService/SendLink"] = ("access.sign-in", Subject.Own),
        ["/coproduction.stakeholder.v1.SignInService/ResolveSession"] = ("access.sign-in", Subject.Own),
        ["/coproduction.stakeholder.v1.SignInService/ResolveApiToken"] = ("access.sign-in", Subject.Own),
        ["/coproduction.stakeholder.v1.SignInService/ChoosePartnership"] = ("access.sign-in", Subject.Own),
        ["/coproduction.stakeholder.v1.SignInService/EndSession"] = ("access.sign-in", Subject.Own),
        ["/coproduction.stakeholder.v1.SignInService/SetPassword"] = ("access.sign-in", Subject.Own),
        ["/coproduction.stakeholder.v1.SignInService/CreateRecoveryCodes"] = ("access.sign-in", Subject.Own),
        ["/coproduction.stakeholder.v1.SignInService/ListDemoPeople"] = ("access.sign-in", Subject.Own),
        ["/coproduction.stakeholder.v1.SignInService/EnsureAdministrator"] = ("access.resolve", Subject.Own),

        ["/coproduction.audit.v1.AuditService/ListAuditEntries"] = ("audit.read", Subject.Partnership),
        ["/coproduction.audit.v1.AuditService/ExportAuditEntries"] = ("audit.read", Subject.Partnership),

        ["/coproduction.messages.v1.MessagesService/ListStuckMessages"] = ("message.read", Subject.Partnership),
        ["/coproduction.messages.v1.MessagesService/RedeliverMessages"] = ("message.redeliver", Subject.Partnership),

        ["/coproduction.review.v1.ReviewService/CreateCycle"] = ("cycle.write", Subject.Project),
        ["/coproduction.review.v1.ReviewService/GetCycle"] = ("cycle.read", Subject.Cycle),
        ["/coproduction.review.v1.ReviewService/ListCycles"] = ("cycle.read", Subject.Project),
        ["/coproduction.review.v1.ReviewService/ImportStatements"] = ("statement.import", Subject.Cycle.At("header.cycle_id")),
        ["/coproduction.review.v1.ReviewService/GetImport"] = ("cycle.read", Subject.Import),
        ["/coproduction.review.v1.ReviewService/ListImports"] = ("cycle.read", Subject.Cycle),
        ["/coproduction.review.v1.ReviewService/ListImportProblems"] = ("statement.import", Subject.Import),
        ["/coproduction.review.v1.ReviewService/ListHeldGroups"] = ("statement.settle", Subject.Cycle),
        ["/coproduction.review.v1.ReviewService/ListHeldStatements"] = ("statement.settle", Subject.Cycle),
        ["/coproduction.review.v1.ReviewService/SettleHeldStatements"] = ("statement.settle", Subject.Cycle),
        ["/coproduction.review.v1.ReviewService/StartTheming"] = ("theme.write", Subject.Cycle),
        ["/coproduction.review.v1.ReviewService/GetThemingRun"] = ("theme.read", Subject.Run),
        ["/coproduction.review.v1.ReviewService/ListThemes"] = ("theme.read", Subject.Cycle),
        ["/coproduction.review.v1.ReviewService/GetTheme"] = ("theme.read", Subject.Theme),
        ["/coproduction.review.v1.ReviewService/ListStatements"] = ("statement.read", Subject.Theme.Or(Subject.Cycle)),
        ["/coproduction.review.v1.ReviewService/EditTheme"] = ("theme.write", Subject.Theme),
        ["/coproduction.review.v1.ReviewService/MergeThemes"] = ("theme.write", Subject.Theme.At("into_theme_id")),
        ["/coproduction.review.v1.ReviewService/MoveStatements"] = ("theme.write", Subject.Cycle),
        ["/coproduction.review.v1.ReviewService/ConfirmTheme"] = ("theme.write", Subject.Theme),
        ["/coproduction.review.v1.ReviewService/GetLatestAct"] = ("theme.read", Subject.Cycle),
        ["/coproduction.review.v1.ReviewService/UndoAct"] = ("theme.write", Subject.Act),
        ["/coproduction.review.v1.ReviewService/ExportStatements"] = ("statement.read", Subject.Cycle),

        ["/coproduction.review.v1.StatementBankService/GetStatementBank"] = ("theme.read", Subject.Own),
        ["/coproduction.review.v1.StatementBankService/AddBankEntry"] = ("theme.write", Subject.Partnership),
        ["/coproduction.review.v1.StatementBankService/ChangeBankEntry"] = ("theme.write", Subject.Partnership),
        ["/coproduction.review.v1.StatementBankService/RemoveBankEntry"] = ("theme.write", Subject.Partnership),
        ["/coproduction.review.v1.StatementBankService/SwitchBankEntry"] = ("theme.write", Subject.Partnership),

        ["/coproduction.review.v1.ThemingWorkService/LeasePiece"] = ("theming.work", Subject.Own),
        ["/coproduction.review.v1.ThemingWorkService/ReadPiece"] = ("theming.work", Subject.Own),
        ["/coproduction.review.v1.ThemingWorkService/ReadExamples"] = ("theming.work", Subject.Own),
        ["/coproduction.review.v1.ThemingWorkService/ReadModel"] = ("theming.work", Subject.Own),
        ["/coproduction.review.v1.ThemingWorkService/ReportProgress"] = ("theming.work", Subject.Own),
        ["/coproduction.review.v1.ThemingWorkService/SubmitPiece"] = ("theming.work", Subject.Own),
        ["/coproduction.review.v1.ThemingWorkService/ReturnPiece"] = ("theming.work", Subject.Own),
    };

    // By route pattern. Whether a thing that a page shows is in a project of the person's is for the RPCs behind it to say.
    private static readonly Dictionary<string, string> _pages = new()
    {
        ["/sign-in"] = Public,
        ["/sign-in/link"] = Public,
        ["/sign-in/recovery-code"] = Public,
        ["/sign-in/send-link"] = Public,
        ["/sign-in/provider"] = Public,
        ["/words"] = Public,
        ["/how-themes-are-made"] = Public,
        ["/accessibility"] = Public,
        ["/openapi/{documentName}.json"] = Public,

        ["/sign-out"] = SignedIn,
        ["/password"] = SignedIn,
        ["/partnerships"] = SignedIn,
        ["/partnerships/new"] = SignedIn,

        ["/my-page"] = "own.read",
        ["/recovery-codes"] = "own.read",
        ["/my-page/about"] = "own.write",
        ["/my-page/brings"] = "own.write",
        ["/my-page/taking-part"] = "own.write",
        ["/my-page/contact"] = "own.write",
        ["/my-page/needs"] = "own.write",
        ["/my-page/consents"] = "own.write",
        ["/people"] = "person.read",
        ["/people/roles"] = "person.read",
        ["/people/new"] = "person.write",
        ["/people/import"] = "person.contact",
        ["/people/import-file"] = "person.contact",
        ["/people/import-template.csv"] = "person.contact",
        ["/people/imports/{PeopleImportId:guid}"] = "person.contact",
        ["/people/imports/{peopleImportId:guid}/problems.csv"] = "person.contact",
        ["/people/imports/{PeopleImportId:guid}/rows/{Row:long}"] = "person.contact",
        ["/people/add"] = "access.grant",
        ["/people/{PersonId:guid}"] = "person.read",
        ["/people/{PersonId:guid}/about"] = "person.write",
        ["/people/{PersonId:guid}/brings"] = "person.write",
        ["/people/{PersonId:guid}/taking-part"] = "person.write",
        ["/people/{PersonId:guid}/contact"] = "person.contact",
        ["/people/{PersonId:guid}/needs"] = "person.contact",
        ["/people/{PersonId:guid}/consents"] = "person.write",
        ["/people/{PersonId:guid}/roles"] = "access.grant",
        ["/api-tokens"] = "api-token.write",
        ["/stuck-updates"] = "message.read",
        ["/audit"] = "audit.read",
        ["/audit.csv"] = "audit.read",

        ["/"] = "own.read",
        ["/projects"] = "project.read",
        ["/projects/new"] = "project.write",
        ["/projects/{ProjectId:guid}"] = "project.read",
        ["/projects/{ProjectId:guid}/purpose"] = "project.write",
        ["/projects/{ProjectId:guid}/responsible"] = "project.write",
        ["/projects/{ProjectId:guid}/time"] = "project.write",
        ["/projects/{ProjectId:guid}/methods"] = "project.write",
        ["/projects/{ProjectId:guid}/readiness"] = "project.read",
        ["/projects/{ProjectId:guid}/outcomes"] = "project.read",
        ["/projects/{ProjectId:guid}/known"] = "project.read",
        ["/projects/{ProjectId:guid}/links"] = "project.read",
        ["/projects/{ProjectId:guid}/groups"] = "project.read",
        ["/projects/{ProjectId:guid}/groups/add"] = "project.write",
        ["/projects/{ProjectId:guid}/groups/nobody"] = "project.write",
        ["/projects/{ProjectId:guid}/groups/check"] = "group.verify",
        ["/projects/{ProjectId:guid}/groups/{GroupId:guid}"] = "project.write",
        ["/projects/{ProjectId:guid}/flags"] = "project.read",
        ["/projects/{ProjectId:guid}/governance"] = "project.read",
        ["/projects/{ProjectId:guid}/governance/accountable"] = "project.write",
        ["/projects/{ProjectId:guid}/governance/add"] = "project.write",
        ["/projects/{ProjectId:guid}/governance/{GoverningGroupId:guid}"] = "project.read",
        ["/projects/{ProjectId:guid}/governance/{GoverningGroupId:guid}/edit"] = "project.write",
        ["/projects/{ProjectId:guid}/governance/{GoverningGroupId:guid}/terms"] = "project.read",
        ["/projects/{ProjectId:guid}/governance/{GoverningGroupId:guid}/terms/edit"] = "project.write",
        ["/projects/{ProjectId:guid}/governance/{GoverningGroupId:guid}/terms/agree"] = "project.write",
        ["/projects/{ProjectId:guid}/governance/{GoverningGroupId:guid}/terms/compare"] = "project.read",
        ["/projects/{ProjectId:guid}/ladder"] = "project.read",
        ["/projects/{ProjectId:guid}/self-assessment"] = "project.read",
        ["/projects/{ProjectId:guid}/checkpoints"] = "project.read",
        ["/projects/{ProjectId:guid}/close-out"] = "project.read",
        ["/cycles/{CycleId:guid}"] = "cycle.read",
        ["/cycles/{CycleId:guid}/import"] = "statement.import",
        ["/cycles/{cycleId:guid}/import-file"] = "statement.import",
        ["/imports/{ImportId:guid}"] = "statement.import",
        ["/imports/{importId:guid}/problems.csv"] = "statement.import",
        ["/import-template.csv"] = "statement.import",
        ["/cycles/{CycleId:guid}/held"] = "statement.settle",
        ["/cycles/{CycleId:guid}/held/statements"] = "statement.settle",
        ["/cycles/{CycleId:guid}/theming"] = "theme.write",
        ["/cycles/{CycleId:guid}/themes"] = "theme.read",
        ["/cycles/{cycleId:guid}/themes.csv"] = "theme.read",
        ["/cycles/{cycleId:guid}/statements.csv"] = "statement.read",
        ["/cycles/{CycleId:guid}/not-themed"] = "theme.write",
        ["/statement-bank"] = "theme.read",
        ["/statement-bank.csv"] = "theme.read",
        ["/statement-bank/entry"] = "theme.write",
        ["/themes/{ThemeId:guid}"] = "theme.read",
        ["/themes/{ThemeId:guid}/merge"] = "theme.write",

        ["/api/v1/people/imports"] = "person.import",
        ["/api/v1/people/imports/{peopleImportId:guid}"] = "person.import",
        ["/api/v1/people/imports/{peopleImportId:guid}/problems"] = "person.import",
        ["/api/v1/people/imports/{peopleImportId:guid}/waiting"] = "person.import",
        ["/api/v1/projects"] = "project.read",
        ["/api/v1/projects/{projectId:guid}"] = "project.read",
        ["/api/v1/projects/{projectId:guid}/groups"] = "project.read",
        ["/api/v1/projects/{projectId:guid}/flags"] = "project.read",
        ["/api/v1/projects/{projectId:guid}/governance"] = "project.read",
        ["/api/v1/projects/{projectId:guid}/ladder"] = "project.read",
        ["/api/v1/projects/{projectId:guid}/self-assessment"] = "project.read",
        ["/api/v1/projects/{projectId:guid}/checkpoints"] = "project.read",
        ["/api/v1/projects/{projectId:guid}/close-out"] = "project.read",
        ["/api/v1/projects/{projectId:guid}/cycles"] = "cycle.read",
        ["/api/v1/cycles/{cycleId:guid}"] = "cycle.read",
        ["/api/v1/cycles/{cycleId:guid}/imports"] = "statement.import",
        ["/api/v1/imports/{importId:guid}"] = "cycle.read",
        ["/api/v1/imports/{importId:guid}/problems"] = "statement.import",
        ["/api/v1/cycles/{cycleId:guid}/theming-runs"] = "theme.write",
        ["/api/v1/theming-runs/{runId:guid}"] = "theme.read",
        ["/api/v1/cycles/{cycleId:guid}/themes"] = "theme.read",
        ["/api/v1/themes/{themeId:guid}"] = "theme.read",
        ["/api/v1/themes/{themeId:guid}/statements"] = "statement.read",
    };

    // Whether a service is well is no secret, and those that ask have no token.
    private static readonly HashSet<string> _open = ["/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Watch"];

    /// <summary>Whether anybody may call the RPC.</summary>
    public static bool IsOpen(string call) => _open.Contains(call);

    /// <summary>Every RPC that can be called at all, as <c>/package.Service/Method</c>.</summary>
    public static IReadOnlyCollection<string> Calls => _calls.Keys;

    /// <summary>Every page and REST route that can be asked for at all, as its route pattern.</summary>
    public static IReadOnlyCollection<string> Pages => _pages.Keys;

    /// <summary>The permissions that a program's token can be narrowed to.</summary>
    public static IReadOnlyList<string> OfPrograms { get; } = [.. _roles.Where(row => row.Value.Contains(Roles.ServiceAccount)).Select(row => row.Key).Order()];

    /// <summary>The permission that an RPC needs and what it is about; null when the RPC is not listed.</summary>
    public static (string Permission, Subject About)? OfCall(string call) => _calls.TryGetValue(call, out var row) ? row : null;

    /// <summary>The permission that a page needs, <see cref="Public"/> or <see cref="SignedIn"/>; null when it is not listed.</summary>
    public static string? OfPage(string pattern) => _pages.GetValueOrDefault(pattern);

    /// <summary>Whether one of these roles gives the permission.</summary>
    public static bool Gives(string permission, IReadOnlyList<string> roles) => Array.Exists(_roles[permission], roles.Contains);
}
