using CoProduction.Shared.Access;
using CoProduction.Stakeholder.V1;
using CoProduction.TestCommon.Modules;
using Grpc.Core;

namespace CoProduction.Stakeholder.Tests;

/// <summary>Arranges people who can sign in, and calls as the gateway does.</summary>
public abstract class SignInTest(Installation installation)
{
    protected const string Password = "kettle orchard bicycle";

    protected Installation Installed { get; } = installation;

    protected SignInService.SignInServiceClient SignIn => Installed.Module.Client<SignInService.SignInServiceClient>(Caller.Gateway);

    protected static SignInRequest Try(string name, string password, string address = "192.0.2.7", string device = "") =>
        new() { AccountName = name, Password = password, Place = new() { Address = address, Device = device } };

    protected static GrantMembershipRequest Grant(string name, string role) => new() { RequestId = Installation.NewId(), AccountName = name, DisplayName = "Sam", Roles = { role } };

    protected async Task<(string Name, string LinkSecret)> InvitedAsync()
    {
        var grant = Grant(Installation.NewName("sam"), Roles.Analyst);
        var granted = await Installed.Access(Callers.Administrator(await Installed.NewPartnershipAsync())).GrantMembershipAsync(grant);
        return (grant.AccountName, granted.LinkSecret);
    }

    protected async Task<string> WithPasswordAsync()
    {
        var (name, secret) = await InvitedAsync();
        var session = (await SignIn.SignInByLinkAsync(new() { Secret = secret })).SignedIn.Session;
        await SignIn.SetPasswordAsync(new() { Session = session, NewPassword = Password });
        return name;
    }

    protected async Task<ResolveSessionResponse> ResolveAsync(SignedIn signedIn) => await SignIn.ResolveSessionAsync(new() { Session = signedIn.Session });

    protected Task<StatusCode> WithCodeAsync(string name, string code) =>
        EndAsync(SignIn.SignInByRecoveryCodeAsync(new() { AccountName = name, Code = code, Place = new() { Address = "192.0.2.7" } }));

    protected static async Task<StatusCode> EndAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return StatusCode.OK;
        }
        catch (RpcException e)
        {
            return e.StatusCode;
        }
    }
}
