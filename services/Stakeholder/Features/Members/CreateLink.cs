using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Mail;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.SignIn;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.Members;

/// <summary>A new way in for a member who has lost theirs, in whatever form suits them: read out, printed, sent.</summary>
internal sealed class CreateLink(Commands commands, MailQueue mail)
{
    public async Task<CreateLinkResponse> HandleAsync(CreateLinkRequest request, Caller caller, CancellationToken cancel)
    {
        var personId = Parse.Id(request.PersonId, "person_id");
        var secret = "";
        var (name, email) = ("", "");
        var response = await commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            (var isHere, var isElsewhere, name, email) = await transaction.FindAsync<(bool, bool, string, string)>(
                """
                SELECT true, works_elsewhere(@personId, @PartnershipId) OR a.operator, a.display_name, coalesce(a.email, '') FROM membership m JOIN account a ON a.person_id = m.person_id
                WHERE m.partnership_id = @PartnershipId AND m.person_id = @personId
                """, new { transaction.PartnershipId, personId }, cancel);
            if (!isHere)
                throw Problem.NotFound("person");
            // Whoever makes a link could use it: that must not lead into what is not theirs to look after.
            if (isElsewhere)
                throw Problem.Of(StatusCode.FailedPrecondition, "WORKS_ELSEWHERE",
                    "This person works in another partnership too, or looks after the installation. They can ask for a link by email, or use a recovery code.");
            secret = await OneTimeSecrets.CreateLinkAsync(transaction, personId, OneTimeSecrets.Invitation, cancel);
            await transaction.AuditAsync("link.create", "person", personId, "", cancel, forPersonId: personId);
            return new CreateLinkResponse();
        }, cancel);
        response.LinkSecret = secret;
        if (secret.Length > 0 && email.Length > 0 && request.LinkAddressTemplate.Length > 0)
            mail.Send(Letters.Invitation(email, name, request.LinkAddressTemplate, secret));
        return response;
    }
}
