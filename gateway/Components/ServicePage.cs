using CoProduction.Gateway.Identity;
using CoProduction.Gateway.Web;
using CoProduction.Review.V1;
using CoProduction.Shared.Errors;
using CoProduction.Stakeholder.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace CoProduction.Gateway.Components;

/// <summary>A page that asks services, and sends them what people fill in.</summary>
public abstract class ServicePage : ComponentBase
{
    [Inject] protected StakeholderService.StakeholderServiceClient Stakeholder { get; set; } = null!;

    [Inject] protected ReviewService.ReviewServiceClient Review { get; set; } = null!;

    [Inject] protected SignInService.SignInServiceClient SignIn { get; set; } = null!;

    [Inject] protected AccessService.AccessServiceClient Access { get; set; } = null!;

    [Inject] private protected CurrentPerson Person { get; set; } = null!;

    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] protected HttpContext Http { get; set; } = null!;

    protected CancellationToken Aborted => Http.RequestAborted;

    /// <summary>What was wrong with what was sent; the page shows it above the form and at the fields.</summary>
    protected ServiceError? Error { get; set; }

    protected string TitlePrefix => Error is null ? "" : "Error: ";

    /// <summary>Loads what the page needs, its parameters being set; nothing is rendered before, so the page can count on all of it.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        SentForm.Complete(this, Http);
        await LoadAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Does what a form asks for; a refusal becomes the page's error. True when it was done.</summary>
    protected async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.InvalidArgument or StatusCode.AlreadyExists or StatusCode.FailedPrecondition or StatusCode.Aborted
            or StatusCode.Unauthenticated or StatusCode.ResourceExhausted)
        {
            Error = ServiceError.From(e);
            RetryAfter.Say(Http, Error);
            Http.Response.StatusCode = e.StatusCode == StatusCode.ResourceExhausted ? StatusCodes.Status429TooManyRequests : StatusCodes.Status422UnprocessableEntity;
            return false;
        }
    }

    /// <summary>Says of a field what is missing, where the service cannot tell that from a choice.</summary>
    protected void Refuse(string field, string description)
    {
        Error = new(StatusCode.InvalidArgument, "INVALID_ARGUMENT", description, new Dictionary<string, string>(), [new(field, description)]);
        Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
    }

    /// <summary>Does what a form asks for and goes on to where it can be seen.</summary>
    protected async Task SaveAsync(Func<Task> work, string address, string done = "saved")
    {
        if (await TryAsync(work))
            Navigation.NavigateTo($"{address}{(address.Contains('?') ? '&' : '?')}done={done}");
    }

    /// <summary>Somebody else was first: the page as it is now is a click away.</summary>
    protected bool IsChanged => Error?.Code == StatusCode.Aborted;

    /// <summary>What is wrong with a field, or null.</summary>
    protected string? ErrorAt(string field) => Error?.Violations.FirstOrDefault(violation => violation.Field == field)?.Description;
}
