using CoProduction.Shared.Access;

namespace CoProduction.Host.Distributed;

/// <summary>The keys of tokens, in a folder for each reader: the gateway's own, the workers' own, and the public halves that services are given.</summary>
internal sealed class KeyFolder(string path)
{
    public string Gateway => Path.Combine(path, "gateway", "key.pem");

    public string GatewayPublic => Path.Combine(path, "public", "gateway.pem");

    public string Worker => Path.Combine(path, "workers", "key.pem");

    public string WorkerPublic => Path.Combine(path, "public", "worker.pem");

    public void CreateMissing()
    {
        KeyFile.CreateIfMissing(Gateway);
        KeyFile.CreatePublicIfMissing(GatewayPublic, Gateway);
        KeyFile.CreateIfMissing(Worker);
        KeyFile.CreatePublicIfMissing(WorkerPublic, Worker);
    }
}
