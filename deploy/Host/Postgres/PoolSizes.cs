namespace CoProduction.Host.Postgres;

/// <summary>How many connections a module keeps to the private server, by the machine: a few for each processor, because that is where queries run.</summary>
internal static class PoolSizes
{
    // Migrating, backing up and the verbs that look at the data from outside.
    private const int Besides = 20;

    /// <summary>For what people and programs ask for.</summary>
    public static int App { get; } = Math.Clamp(4 * Environment.ProcessorCount, 12, 48);

    /// <summary>For events, queues and whoever listens for them.</summary>
    public const int Relay = 8;

    /// <summary>What the server lets in: all pools of all modules of so many processes each, and some besides.</summary>
    public static int MaxConnections(int processes) => (processes * ModuleTable.All.Count(row => row.HasDatabase) * (App + Relay)) + Besides;
}
