using CoProduction.Review.V1;
using Microsoft.AspNetCore.Components;

namespace CoProduction.Gateway.Components;

/// <summary>A step with a file that is kept until somebody has decided about it.</summary>
public abstract class ImportDraftPage : ServicePage
{
    [Parameter] public Guid CycleId { get; set; }

    [Parameter] public Guid DraftId { get; set; }

    protected Cycle Cycle { get; private set; } = new();

    protected string Address => $"/cycles/{CycleId}/import/{DraftId}";

    protected (string, string)[] Way => [("Projects", "/projects"), (Cycle.Name, $"/cycles/{CycleId}"), ("Bring in reviews", $"/cycles/{CycleId}/import")];

    /// <inheritdoc/>
    protected override async Task LoadAsync() => Cycle = (await Review.GetCycleAsync(new() { CycleId = CycleId.ToString() }, cancellationToken: Aborted)).Cycle;

    /// <summary>What would happen with the file.</summary>
    protected async Task<CheckImportFileResponse> CheckAsync() =>
        await Review.CheckImportFileAsync(new() { CycleId = CycleId.ToString(), DraftId = DraftId.ToString() }, cancellationToken: Aborted);
}
