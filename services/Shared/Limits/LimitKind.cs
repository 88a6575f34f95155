namespace CoProduction.Shared.Limits;

/// <summary>What was too much.</summary>
public enum LimitKind
{
    /// <summary>Requests of one person.</summary>
    Person,

    /// <summary>Requests with one API token.</summary>
    Token,

    /// <summary>Requests of strangers from one address.</summary>
    Address,

    /// <summary>Calls of one person or token to a service.</summary>
    Caller,

    /// <summary>Work of one partnership that waits for its turn.</summary>
    Partnership,

    /// <summary>Calls of theming workers.</summary>
    Worker,
}
