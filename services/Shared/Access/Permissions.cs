namespace CoProduction.Shared.Access;

/// <summary>
/// The one table of who may call what: every RPC with the permission it needs, every permission with the roles that hold it.
/// An RPC that is not listed is refused.
/// </summary>
public static class Permissions
{
    private static readonly Dictionary<string, string[]> _roles = new()
    {
        ["partnership.create"] = [Roles.System],
        ["partnership.read"] = [Roles.Administrator, Roles.Analyst, Roles.Facilitator],
        ["access.grant"] = [Roles.System, Roles.Administrator],
        ["access.resolve"] = [Roles.Gateway],
        ["project.read"] = [Roles.Administrator, Roles.Analyst, Roles.Facilitator],
        ["project.write"] = [Roles.Administrator, Roles.Facilitator],
        ["cycle.read"] = [Roles.Administrator, Roles.Analyst, Roles.Facilitator],
        ["cycle.write"] = [Roles.Administrator, Roles.Facilitator],
        ["statement.import"] = [Roles.Administrator, Roles.Facilitator],
        ["statement.settle"] = [Roles.Administrator, Roles.Facilitator],
        ["statement.read"] = [Roles.Administrator, Roles.Analyst, Roles.Facilitator],
        ["theme.read"] = [Roles.Administrator, Roles.Analyst, Roles.Facilitator],
        ["theme.write"] = [Roles.Analyst, Roles.Facilitator],
        ["theming.work"] = [Roles.Worker],
        ["message.read"] = [Roles.Administrator],
        ["message.redeliver"] = [Roles.Administrator],
        ["audit.read"] = [Roles.Administrator],
    };

    private static readonly Dictionary<string, string> _calls = new()
    {
        ["/coproduction.stakeholder.v1.StakeholderService/CreatePartnership"] = "partnership.create",
        ["/coproduction.stakeholder.v1.StakeholderService/GetPartnership"] = "partnership.read",
        ["/coproduction.stakeholder.v1.StakeholderService/CreateProject"] = "project.write",
        ["/coproduction.stakeholder.v1.StakeholderService/GetProject"] = "project.read",
        ["/coproduction.stakeholder.v1.StakeholderService/ListProjects"] = "project.read",
        ["/coproduction.stakeholder.v1.AccessService/GrantMembership"] = "access.grant",
        ["/coproduction.stakeholder.v1.AccessService/ResolveAccount"] = "access.resolve",

        ["/coproduction.messages.v1.MessagesService/ListStuckMessages"] = "message.read",
        ["/coproduction.messages.v1.MessagesService/RedeliverMessages"] = "message.redeliver",

        ["/coproduction.audit.v1.AuditService/ListAuditEntries"] = "audit.read",
        ["/coproduction.audit.v1.AuditService/ExportAuditEntries"] = "audit.read",

        ["/coproduction.review.v1.ReviewService/CreateCycle"] = "cycle.write",
        ["/coproduction.review.v1.ReviewService/GetCycle"] = "cycle.read",
        ["/coproduction.review.v1.ReviewService/ListCycles"] = "cycle.read",
        ["/coproduction.review.v1.ReviewService/ImportStatements"] = "statement.import",
        ["/coproduction.review.v1.ReviewService/GetImport"] = "cycle.read",
        ["/coproduction.review.v1.ReviewService/ListImports"] = "cycle.read",
        ["/coproduction.review.v1.ReviewService/ListImportProblems"] = "cycle.read",
        ["/coproduction.review.v1.ReviewService/ListHeldGroups"] = "statement.settle",
        ["/coproduction.review.v1.ReviewService/ListHeldStatements"] = "statement.settle",
        ["/coproduction.review.v1.ReviewService/SettleHeldStatements"] = "statement.settle",
        ["/coproduction.review.v1.ReviewService/StartTheming"] = "theme.write",
        ["/coproduction.review.v1.ReviewService/GetThemingRun"] = "theme.read",
        ["/coproduction.review.v1.ReviewService/ListThemes"] = "theme.read",
        ["/coproduction.review.v1.ReviewService/GetTheme"] = "theme.read",
        ["/coproduction.review.v1.ReviewService/ListStatements"] = "statement.read",
        ["/coproduction.review.v1.ReviewService/EditTheme"] = "theme.write",
        ["/coproduction.review.v1.ReviewService/MergeThemes"] = "theme.write",
        ["/coproduction.review.v1.ReviewService/MoveStatements"] = "theme.write",
        ["/coproduction.review.v1.ReviewService/ConfirmTheme"] = "theme.write",
        ["/coproduction.review.v1.ReviewService/GetLatestAct"] = "theme.read",
        ["/coproduction.review.v1.ReviewService/UndoAct"] = "theme.write",
        ["/coproduction.review.v1.ReviewService/ExportStatements"] = "statement.read",

        ["/coproduction.review.v1.ThemingWorkService/LeasePiece"] = "theming.work",
        ["/coproduction.review.v1.ThemingWorkService/ReadPiece"] = "theming.work",
        ["/coproduction.review.v1.ThemingWorkService/ReadModel"] = "theming.work",
        ["/coproduction.review.v1.ThemingWorkService/ReportProgress"] = "theming.work",
        ["/coproduction.review.v1.ThemingWorkService/SubmitPiece"] = "theming.work",
        ["/coproduction.review.v1.ThemingWorkService/ReturnPiece"] = "theming.work",
    };

    // Whether a service is well is no secret, and those that ask have no token.
    private static readonly HashSet<string> _open = ["/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Watch"];

    /// <summary>Whether anybody may call the RPC.</summary>
    public static bool IsOpen(string call) => _open.Contains(call);

    /// <summary>Every RPC that can be called at all, as <c>/package.Service/Method</c>.</summary>
    public static IReadOnlyCollection<string> Calls => _calls.Keys;

    /// <summary>Whether somebody with these roles may call the RPC.</summary>
    public static bool Allows(string call, IReadOnlyList<string> roles) =>
        _calls.TryGetValue(call, out var permission) && Array.Exists(_roles[permission], roles.Contains);
}
