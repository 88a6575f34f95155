using CoProduction.Shared.Access;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.MyPage;

/// <summary>Says yes to something, or takes it back.</summary>
internal sealed class SetAgreement(Commands commands)
{
    private const string PrivacyNotice = "privacy-notice";

    public Task<SetAgreementResponse> HandleAsync(SetAgreementRequest request, Caller caller, CancellationToken cancel)
    {
        if (request.Kind != PrivacyNotice)
            throw Problem.Invalid("kind", $"Choose {PrivacyNotice}.");
        return commands.RunAsync(caller, request.RequestId, request, async transaction =>
        {
            await transaction.ExecuteAsync(
                request.Agreed
                    ? """
                      INSERT INTO agreement (partnership_id, person_id, kind, agreed_at) VALUES (@PartnershipId, @PersonId, @Kind, @Now)
                      ON CONFLICT (partnership_id, person_id, kind) DO UPDATE SET agreed_at = excluded.agreed_at, withdrawn_at = null WHERE agreement.withdrawn_at IS NOT NULL
                      """
                    : """
                      UPDATE agreement SET withdrawn_at = @Now
                      WHERE partnership_id = @PartnershipId AND person_id = @PersonId AND kind = @Kind AND withdrawn_at IS NULL
                      """,
                new { transaction.PartnershipId, caller.PersonId, request.Kind, transaction.Now }, cancel);
            await transaction.AuditAsync(request.Agreed ? "agreement.give" : "agreement.withdraw", "person", caller.PersonId, request.Kind, cancel, forPersonId: caller.PersonId);
            return new SetAgreementResponse();
        }, cancel);
    }
}
