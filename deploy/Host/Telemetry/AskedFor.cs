using System.Diagnostics;
using OpenTelemetry.Trace;

namespace CoProduction.Host.Telemetry;

/// <summary>Keeps traces that begin with a request or with an event. A call or statement that begins one was asked for by nobody: something looks every second whether there is work.</summary>
internal sealed class AskedFor : Sampler
{
    /// <inheritdoc/>
    public override SamplingResult ShouldSample(in SamplingParameters parameters) =>
        new(parameters.Kind == ActivityKind.Client ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
}
