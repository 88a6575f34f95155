using CoProduction.Review.V1;
using CoProduction.Shared.Data;
using CoProduction.Shared.Messaging;

namespace CoProduction.Stakeholder.Features.Safeguarding;

/// <summary>Makes concerns of what Review found; told twice, it is one concern.</summary>
internal sealed class KeepHarmFound : IEventHandler
{
    public string Type => HarmFound.Descriptor.FullName;

    public string Consumer => "stakeholder.harm-found";

    public Task HandleAsync(TenantTransaction transaction, IReadOnlyList<ReceivedEvent> received, CancellationToken cancel) => NewConcern.RaiseAsync(
        transaction,
        received.Select(one => one.Read<HarmFound>()).SelectMany(news => news.Found.Select(found => (Guid.Parse(news.ProjectId), Guid.Parse(found.StatementId), found.Kind)))
            .DistinctBy(found => found.Item2),
        cancel);
}
