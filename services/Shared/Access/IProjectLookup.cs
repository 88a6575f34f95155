namespace CoProduction.Shared.Access;

/// <summary>Finds the project that a thing of this module belongs to.</summary>
public interface IProjectLookup
{
    /// <summary>The project of the thing of that kind (see <see cref="Subject"/>) with that id in the caller's partnership; null when there is none.</summary>
    Task<Guid?> FindAsync(Caller caller, string kind, Guid id, CancellationToken cancel);
}
