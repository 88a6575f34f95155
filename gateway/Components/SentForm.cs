using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CoProduction.Gateway.Components;

/// <summary>
/// What a page takes from the form that was sent. A form that comes without its fields, or without some, is one in which they were not filled in, and an empty one of
/// several fields of a name is empty words: pages then say what is missing, as they do of any form.
/// </summary>
internal sealed class SentForm
{
    private static readonly ConcurrentDictionary<Type, SentForm[]> _ofPages = new();
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> _fields = new();
    private readonly PropertyInfo _property;
    private readonly string? _name;

    private SentForm(PropertyInfo property)
    {
        _property = property;
        _name = property.GetCustomAttribute<SupplyParameterFromFormAttribute>()!.FormName;
    }

    /// <summary>Fills what the page takes from the form that was sent, as far as it is missing. What names no form is of those that no other names.</summary>
    public static void Complete(ServicePage page, HttpContext http)
    {
        // After a file that was read as it came there is no form to look into.
        if (!HttpMethods.IsPost(http.Request.Method) || http.Features.Get<IFormFeature>()?.Form is not { } fields)
            return;
        var sent = fields["_handler"].ToString();
        var forms = _ofPages.GetOrAdd(page.GetType(), Of);
        var name = forms.Any(form => form._name == sent) ? sent : null;
        foreach (var form in forms.Where(form => form._name == name))
            form.Complete(page);
    }

    private void Complete(ServicePage page)
    {
        if (_property.PropertyType == typeof(string))
            return;
        if (_property.GetValue(page) is not { } form)
            _property.SetValue(page, form = Activator.CreateInstance(_property.PropertyType)!);
        FillIn(form);
    }

    private static void FillIn(object form)
    {
        foreach (var field in _fields.GetOrAdd(form.GetType(), FieldsOf))
        {
            var value = field.GetValue(form);
            if (value is string?[] words)
                field.SetValue(form, Array.ConvertAll(words, word => word ?? ""));
            else if (value is null)
                field.SetValue(form, value = Nothing(field.PropertyType));
            if (value is not null && field.PropertyType.Assembly == typeof(SentForm).Assembly)
                FillIn(value);
        }
    }

    private static object Nothing(Type kind) => kind == typeof(string) ? "" : kind.IsArray ? Array.CreateInstance(kind.GetElementType()!, 0) : Activator.CreateInstance(kind)!;

    // Those that may be null are told apart from empty ones by their page.
    private static PropertyInfo[] FieldsOf(Type form)
    {
        var nullability = new NullabilityInfoContext();
        return [.. form.GetProperties().Where(field => field.CanWrite && !field.PropertyType.IsValueType && nullability.Create(field).WriteState == NullabilityState.NotNull)];
    }

    private static SentForm[] Of(Type page) =>
        [.. page.GetProperties().Where(property => property.IsDefined(typeof(SupplyParameterFromFormAttribute))).Select(property => new SentForm(property))];
}
