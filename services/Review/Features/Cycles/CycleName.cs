using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using Grpc.Core;

namespace CoProduction.Review.Features.Cycles;

/// <summary>What a cycle may be called.</summary>
internal static class CycleName
{
    /// <summary>INVALID_ARGUMENT when it will not do.</summary>
    public static string Read(string name) => Parse.Text(name, "name", 200, "Give the cycle a name, such as “Spring reviews”.");

    /// <summary>The error of a name that another cycle of the project has.</summary>
    public static RpcException InUse() =>
        Problem.Of(StatusCode.AlreadyExists, "NAME_IN_USE", "This project has a cycle of that name already. Choose another name.");
}
