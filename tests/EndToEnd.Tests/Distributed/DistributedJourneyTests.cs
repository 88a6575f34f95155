using Xunit;

namespace CoProduction.EndToEnd.Tests.Distributed;

/// <summary>The same host with each module in a process of its own.</summary>
public sealed class RunningProcesses() : RunningHost("distributed");

/// <summary>The journey is the same in both modes.</summary>
public sealed class DistributedJourneyTests(RunningProcesses host, Browser browser) : JourneyTests(host, browser), IClassFixture<RunningProcesses>;
