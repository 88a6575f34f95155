using CoProduction.Stakeholder.V1;
using Google.Protobuf.Reflection;

namespace CoProduction.Gateway.Api.Calls;

/// <summary>The table of calls under REST. A new one is a row here.</summary>
internal static class CallRoutes
{
    private const string Project = "/projects/{projectId:guid}";
    private const string Group = Project + "/groups/{groupId:guid}";
    private const string Governing = Project + "/governing-groups/{governingGroupId:guid}";
    private const string Terms = Project + "/terms/{termsId:guid}";
    private const string Opportunity = "/opportunities/{opportunityId:guid}";
    private const string Person = "/people/{personId:guid}";

    public static IReadOnlyList<CallRoute> All { get; } =
    [
        .. Of("Projects", StakeholderService.Descriptor,
            ("POST", "/projects", "CreateProject", "Starts a project"),
            ("PATCH", Project, "EditProject", "Changes what is sent of a project")),
        .. Of("Identify", IdentifyService.Descriptor,
            ("GET", Project + "/overview", "GetOverview", "Reads what a newcomer needs to understand a project"),
            ("GET", "/methods", "ListMethods", "Lists ways of working"),
            ("POST", Project + "/readiness", "AnswerReadiness", "Notes a sponsor's answers to whether the partnership is ready"),
            ("POST", Project + "/outcomes", "AddOutcome", "Notes an outcome that somebody hopes for"),
            ("PUT", Project + "/outcomes/{outcomeId:guid}", "EditOutcome", "Changes an outcome, or ends it"),
            ("POST", Project + "/known", "AddKnown", "Notes what is known from earlier work"),
            ("DELETE", Project + "/known/{knownId:guid}", "RemoveKnown", "Takes away what was known from earlier work"),
            ("POST", Project + "/links", "LinkProject", "Says that two projects belong together"),
            ("DELETE", Project + "/links/{linkedProjectId:guid}", "UnlinkProject", "Takes the link between two projects away"),
            ("POST", Project + "/groups", "AddGroup", "Names an affected group"),
            ("PUT", Group, "EditGroup", "Changes an affected group"),
            ("POST", Group + "/end", "EndGroup", "Ends an affected group, today"),
            ("POST", Group + "/reopen", "ReopenGroup", "Opens an ended group again"),
            ("POST", Project + "/empty-categories", "SayNobody", "Says that a category has nobody in it"),
            ("POST", Project + "/flags/{flagId}/decisions", "OverrideFlag", "Decides about a flag, with a reason")),
        .. Of("Represent", RepresentService.Descriptor,
            ("GET", Project + "/representatives", "ListRepresentatives", "Lists who speaks for a project's groups, now and before"),
            ("POST", Group + "/representatives", "AddRepresentative", "Writes down that somebody of the register speaks for a group"),
            ("PUT", Project + "/representatives/{representationId:guid}/stages", "SetStages", "Says at which steps somebody is engaged from today"),
            ("POST", Project + "/representatives/{representationId:guid}/end", "EndRepresentative", "Says that somebody does not speak for a group any more"),
            ("GET", Project + "/coverage", "GetCoverage", "Reads how many are engaged for each group at each step"),
            ("GET", Project + "/who-takes-part", "GetWhoTakesPart", "Reads who takes part beside the people of an area, without small numbers"),
            ("GET", "/population", "ListPopulation", "Lists the areas with figures of the people who live there"),
            ("GET", Person + "/representations", "ListRepresentations", "Lists what somebody speaks for"),
            ("PUT", Person + "/counted", "SetCounted", "Says whether somebody may be counted")),
        .. Of("Voice", VoiceService.Descriptor,
            ("GET", Project + "/open-channel", "GetVoice", "Reads a project's open channel, and how many messages came in"),
            ("PUT", Project + "/open-channel", "OpenChannel", "Opens the channel by which anybody can say something, or changes what it says"),
            ("POST", Project + "/open-channel/close", "CloseChannel", "Closes the channel"),
            ("POST", Project + "/open-channel/new-address", "RenewChannelCode", "Gives the channel another address"),
            ("GET", Project + "/messages", "ListMessages", "Lists messages that a person has cleared, with their answers, newest first"),
            ("POST", Project + "/recorded-messages", "RecordMessage", "Writes down what somebody said on the telephone, in a letter or in person"),
            ("POST", Project + "/messages/{messageId:guid}/answers", "AnswerMessage", "Answers a message that is cleared")),
        .. Of("Engage", EngageService.Descriptor,
            ("GET", Project + "/engagement", "GetEngagement", "Reads how far each group has been told, what they answered, and what stands in the way"),
            ("POST", Project + "/invitations", "AddInvitation", "Notes that people of a group were told, or came by themselves"),
            ("PUT", Project + "/invitations/{invitationId:guid}/answer", "AnswerInvitation", "Notes what they answered"),
            ("POST", Project + "/barriers", "AddBarrier", "Notes what stands in the way of taking part"),
            ("PUT", Project + "/barriers/{barrierId:guid}/state", "SettleBarrier", "Says how a barrier was removed, or why it stays"),
            ("GET", "/opportunities", "ListOpportunities", "Lists ways to take part that are open to everybody"),
            ("GET", Opportunity, "GetOpportunity", "Reads a way to take part"),
            ("POST", "/opportunities", "AddOpportunity", "Offers a way to take part"),
            ("PUT", Opportunity, "EditOpportunity", "Changes what a way to take part says"),
            ("POST", Opportunity + "/end", "EndOpportunity", "Ends a way to take part, today"),
            ("PUT", Opportunity + "/interests/{personId:guid}", "SayInterest", "Notes that somebody would like to, or takes it back"),
            ("PUT", Opportunity + "/interests/{personId:guid}/outcome", "AnswerInterest", "Notes what came of it"),
            ("GET", Opportunity + "/whom-to-tell", "ListWhomToTell", "Lists people whose interests fit, with how they want to be reached first"),
            ("PUT", Opportunity + "/told/{personId:guid}", "MarkTold", "Notes that somebody was told")),
        .. Of("Govern", GovernService.Descriptor,
            ("PUT", Project + "/accountable", "SetAccountable", "Says who is accountable for what"),
            ("POST", Project + "/governing-groups", "AddGoverningGroup", "Adds a group that runs a project"),
            ("PUT", Governing, "EditGoverningGroup", "Changes a group that runs a project"),
            ("POST", Governing + "/end", "EndGoverningGroup", "Ends a group that runs a project, today"),
            ("POST", Governing + "/members", "AddGoverningMember", "Adds somebody to a group that runs a project"),
            ("POST", Project + "/governing-members/{memberId:guid}/end", "EndGoverningMember", "Says that somebody has left a group, today"),
            ("GET", Governing + "/terms", "ListTerms", "Reads all versions of a group's terms of reference"),
            ("POST", Governing + "/terms", "StartTerms", "Starts a version of a group's terms of reference"),
            ("PATCH", Terms, "EditTerms", "Changes one part of a draft"),
            ("POST", Terms + "/agreements", "AgreeTerms", "Records that somebody agrees to terms of reference")),
        .. Of("Deliver", DeliverService.Descriptor,
            ("POST", Project + "/ladder/ratings", "RateLadder", "Says where somebody sees a project on the ladder of co-production"),
            ("POST", Project + "/self-assessment/sittings", "RecordSitting", "Notes a sitting in which a group assessed itself"),
            ("POST", Project + "/checkpoints", "AddCheckpoint", "Notes a look back while a project runs"),
            ("PUT", Project + "/close-out/review", "WriteCloseOut", "Writes the joint review at a project's end"),
            ("POST", Project + "/close-out/signatures", "SignCloseOut", "Signs the joint review for one side, with its own verdict"),
            ("POST", Project + "/close", "CloseProject", "Closes a project"),
            ("POST", Project + "/reopen", "ReopenProject", "Opens a closed project again"),
            ("POST", Project + "/stories", "AddStory", "Adds a lesson or good news"),
            ("DELETE", Project + "/stories/{storyId:guid}", "RemoveStory", "Takes a lesson or good news away")),
        .. Of("People", PeopleService.Descriptor,
            ("GET", "/person-choices", "ListPersonChoices", "Lists what records of people offer to choose from"),
            ("GET", "/people", "SearchPeople", "Finds people"),
            ("POST", "/people", "CreatePerson", "Writes somebody down who has said that it may be done"),
            ("GET", Person, "GetPerson", "Reads a record, without contact details and needs"),
            ("PUT", Person, "EditPerson", "Changes a record"),
            ("GET", Person + "/contacts", "GetContacts", "Reads how to reach somebody"),
            ("PUT", Person + "/contacts", "SetContacts", "Says how to reach somebody"),
            ("GET", Person + "/adjustments", "ListAdjustments", "Reads what somebody needs"),
            ("POST", Person + "/adjustments", "RecordAdjustment", "Writes down what somebody needs"),
            ("DELETE", Person + "/adjustments/{adjustmentId:guid}", "RemoveAdjustment", "Takes away what is needed no longer"),
            ("GET", Person + "/consents", "ListConsents", "Reads what somebody agrees to"),
            ("PUT", Person + "/consents/{use}", "SetConsent", "Writes down that somebody agrees to a use, or takes it back")),
    ];

    private static IEnumerable<CallRoute> Of(string tag, ServiceDescriptor service, params (string Verb, string Path, string Call, string Summary)[] rows) =>
        rows.Select(row => new CallRoute(row.Verb, row.Path, service.FindMethodByName(row.Call), tag, row.Summary));
}
