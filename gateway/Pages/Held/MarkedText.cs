using CoProduction.Review.V1;
using Microsoft.AspNetCore.Components;

namespace CoProduction.Gateway.Pages.Held;

/// <summary>A text with what held it back marked in it.</summary>
internal static class MarkedText
{
    public static RenderFragment Of(string text, IEnumerable<HeldReason> reasons) => builder =>
    {
        var position = 0;
        foreach (var reason in reasons.Where(reason => reason.Kind != HeldKind.OtherLanguage).OrderBy(reason => reason.Start))
        {
            if (reason.Start < position || reason.Start + reason.Length > text.Length)
                continue;
            builder.AddContent(0, text[position..reason.Start]);
            builder.OpenElement(1, "mark");
            builder.AddContent(2, text.Substring(reason.Start, reason.Length));
            builder.CloseElement();
            position = reason.Start + reason.Length;
        }
        builder.AddContent(3, text[position..]);
    };
}
