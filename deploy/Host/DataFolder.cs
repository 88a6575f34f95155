namespace CoProduction.Host;

/// <summary>The names of what this program itself makes in a data folder, beside the keys and letters of modules.</summary>
internal static class DataFolder
{
    public const string Lock = "lock";

    /// <summary>Where modules of one process, or clients of the database, find their servers.</summary>
    public const string Sockets = "sockets";

    /// <summary>The database's part.</summary>
    public const string Postgres = "postgres";

    public const string RabbitMq = "rabbitmq";

    public const string Logs = "logs";

    /// <summary>Says that a restore has not come to its end.</summary>
    public const string RestoreMark = "restore-not-finished";

    /// <summary>Whether it is there in a folder that nobody has used yet: a start makes it before it has looked at anything.</summary>
    public static bool IsMadeFirst(string path) => Path.GetFileName(path) is Lock or Sockets;

    /// <summary>Whether a backup takes it as a file. The database is copied by its own means; what RabbitMQ has is on its way from one database to the other; logs are about this machine.</summary>
    public static bool IsKept(string path) => !IsMadeFirst(path) && Path.GetFileName(path) is not (Postgres or RabbitMq or Logs or "lost+found");
}
