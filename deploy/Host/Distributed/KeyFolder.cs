using CoProduction.Shared.Access;

namespace CoProduction.Host.Distributed;

/// <summary>The keys of tokens: the gateway's and the workers' own, private, and what services are given of them.</summary>
internal sealed class KeyFolder(string path)
{
    public string Gateway => Path.Combine(path, "gateway.pem");

    public string GatewayPublic => Path.Combine(path, "gateway.pub.pem");

    public string Worker => Path.Combine(path, "worker.pem");

    public string WorkerPublic => Path.Combine(path, "worker.pub.pem");

    public void CreateMissing()
    {
        KeyFile.CreateIfMissing(Gateway);
        KeyFile.CreatePublicIfMissing(GatewayPublic, Gateway);
        KeyFile.CreateIfMissing(Worker);
        KeyFile.CreatePublicIfMissing(WorkerPublic, Worker);
    }
}
