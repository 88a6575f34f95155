namespace CoProduction.Shared.Messaging.RabbitMq;

/// <summary>Where the broker is: <c>amqp://user:password@host:5672/virtual-host</c>, or amqps:// with TLS.</summary>
public sealed record RabbitMqAddress(string Host, ushort Port, string VirtualHost, string User, string Password, bool Tls)
{
    /// <summary>Reads an address; null when it is none.</summary>
    public static RabbitMqAddress? Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.UserInfo.Split(':') is not [var user, var password])
            return null;
        var tls = uri.Scheme == "amqps";
        var port = uri.IsDefaultPort || uri.Port < 0 ? (tls ? 5671 : 5672) : uri.Port;
        var virtualHost = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        return new(uri.Host, (ushort)port, virtualHost.Length > 0 ? virtualHost : "/", Uri.UnescapeDataString(user), Uri.UnescapeDataString(password), tls);
    }

    /// <summary>Host and port, without the password.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
