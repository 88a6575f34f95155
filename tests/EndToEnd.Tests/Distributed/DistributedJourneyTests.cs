using Xunit;

namespace CoProduction.EndToEnd.Tests.Distributed;

/// <summary>The same host with each module in a process of its own, one for all journeys.</summary>
[CollectionDefinition(nameof(RunningProcesses))]
public sealed class RunningProcesses() : RunningHost("distributed"), ICollectionFixture<RunningProcesses>;

/// <summary>The journeys are the same in both modes.</summary>
[Collection(nameof(RunningProcesses))]
public sealed class DistributedJourneyTests(RunningProcesses host, Browser browser) : JourneyTests(host, browser);

/// <inheritdoc cref="DistributedJourneyTests"/>
[Collection(nameof(RunningProcesses))]
public sealed class DistributedCafaJourneyTests(RunningProcesses host, Browser browser) : CafaJourneyTests(host, browser);
