using CoProduction.Host.Processes;

namespace CoProduction.Host.RabbitMq;

/// <summary>Finds RabbitMQ's programs. Debian's own start script runs as one account only, so the one below it is wanted.</summary>
internal static class RabbitMqPrograms
{
    private const string Debian = "/usr/lib/rabbitmq/lib";

    public static string Find(string program)
    {
        var installed = Directory.Exists(Debian) ? Directory.GetDirectories(Debian).Select(version => Path.Combine(version, "sbin")) : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return installed.Concat(path).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new ServerException("RabbitMQ was not found. Install it: apt-get install rabbitmq-server (Debian, Ubuntu), or brew install rabbitmq (macOS).");
    }
}
