using CoProduction.Shared.Access;

namespace CoProduction.Host.Distributed;

/// <summary>The keys of tokens, in a folder for each reader: that of whoever runs the installation, the workers', and the public halves that services are given.</summary>
internal sealed class KeyFolder(string path)
{
    public string Operator => Path.Combine(path, "operator", "key.pem");

    public string OperatorPublic => Path.Combine(path, "public", "operator.pem");

    public string Worker => Path.Combine(path, "workers", "key.pem");

    public string WorkerPublic => Path.Combine(path, "public", "worker.pem");

    /// <summary>Makes what is missing; throws in one line when something that is there will not do.</summary>
    public void CreateMissing()
    {
        KeyFile.MakePair(Operator, OperatorPublic);
        KeyFile.MakePair(Worker, WorkerPublic);
    }
}
