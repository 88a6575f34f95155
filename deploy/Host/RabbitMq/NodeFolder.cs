using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CoProduction.Host.Processes;

namespace CoProduction.Host.RabbitMq;

/// <summary>What lies where in the data folder of a node, and its settings.</summary>
internal sealed class NodeFolder(string dataDir, ServerAccount account)
{
    public const string User = "coproduction";
    private readonly string _root = account.ReachableFolder(Path.Combine(dataDir, DataFolder.RabbitMq));

    public string Log => Path.Combine(_root, "rabbitmq.log");

    /// <summary>Password of the one user: a new one at each start.</summary>
    public string Password { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    public void Prepare(int port, IReadOnlyList<string> virtualHosts)
    {
        Directory.CreateDirectory(_root);
        foreach (var folder in new[] { "home", "nodes", "logs", "settings" })
            account.OwnFolder(At(folder));
        Write("settings/definitions.json", Definitions(virtualHosts));
        Write("settings/plugins", "[].\n");
        Write("settings/rabbitmq.conf",
            $"""
            listeners.tcp.local = 127.0.0.1:{port}
            load_definitions = {At("settings/definitions.json")}
            log.file = false
            log.console = true
            log.console.level = warning

            """);
    }

    public Dictionary<string, string> Environment(int nodePort, int mapperPort) => new()
    {
        ["HOME"] = At("home"),
        ["RABBITMQ_NODENAME"] = "coproduction@localhost",
        ["RABBITMQ_DIST_PORT"] = nodePort.ToString(),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        ["ERL_EPMD_PORT"] = mapperPort.ToString(),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_MNESIA_BASE"] = At("nodes"),
        ["RABBITMQ_LOG_BASE"] = At("logs"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = At("settings/plugins"),
        ["RABBITMQ_CONFIG_FILE"] = At("settings/rabbitmq.conf"),
        // The script then becomes the server instead of watching over it, and signals reach the server itself.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
    };

    private string At(string name) => Path.Combine(_root, name);

    private void Write(string name, string content)
    {
        File.WriteAllText(At(name), content);
        account.Own(At(name));
    }

    private string Definitions(IReadOnlyList<string> virtualHosts) => JsonSerializer.Serialize(new
    {
        users = new[] { new { name = User, password_hash = Hash(Password), hashing_algorithm = "rabbit_password_hashing_sha256", tags = "" } },
        vhosts = virtualHosts.Select(name => new { name }),
        permissions = virtualHosts.Select(vhost => new { user = User, vhost, configure = ".*", write = ".*", read = ".*" }),
    });

    // As RabbitMQ keeps it: the salt, then the SHA-256 of salt and password.
    private static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }
}
