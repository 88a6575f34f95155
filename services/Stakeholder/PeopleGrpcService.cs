using CoProduction.Shared.Access;
using CoProduction.Stakeholder.Features.People;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder;

internal sealed class PeopleGrpcService(
    Choices choices, CreatePerson create, SearchPeople search, ReadPerson read, EditPerson edit, Contacts contacts, Adjustments adjustments, Consents consents)
    : PeopleService.PeopleServiceBase
{
    public override Task<ListPersonChoicesResponse> ListPersonChoices(ListPersonChoicesRequest request, ServerCallContext context) =>
        choices.HandleAsync(context.Caller(), context.CancellationToken);

    public override Task<CreatePersonResponse> CreatePerson(CreatePersonRequest request, ServerCallContext context) =>
        create.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SearchPeopleResponse> SearchPeople(SearchPeopleRequest request, ServerCallContext context) =>
        search.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetPersonResponse> GetPerson(GetPersonRequest request, ServerCallContext context) =>
        read.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<EditPersonResponse> EditPerson(EditPersonRequest request, ServerCallContext context) =>
        edit.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<GetContactsResponse> GetContacts(GetContactsRequest request, ServerCallContext context) =>
        contacts.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SetContactsResponse> SetContacts(SetContactsRequest request, ServerCallContext context) =>
        contacts.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListAdjustmentsResponse> ListAdjustments(ListAdjustmentsRequest request, ServerCallContext context) =>
        adjustments.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RecordAdjustmentResponse> RecordAdjustment(RecordAdjustmentRequest request, ServerCallContext context) =>
        adjustments.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<RemoveAdjustmentResponse> RemoveAdjustment(RemoveAdjustmentRequest request, ServerCallContext context) =>
        adjustments.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<ListConsentsResponse> ListConsents(ListConsentsRequest request, ServerCallContext context) =>
        consents.HandleAsync(request, context.Caller(), context.CancellationToken);

    public override Task<SetConsentResponse> SetConsent(SetConsentRequest request, ServerCallContext context) =>
        consents.HandleAsync(request, context.Caller(), context.CancellationToken);
}
