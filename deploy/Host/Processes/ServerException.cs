namespace CoProduction.Host.Processes;

/// <summary>Why a server that belongs to this process cannot start, in one line that says what to do.</summary>
public sealed class ServerException(string message) : Exception(message);
