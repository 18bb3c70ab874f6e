using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace Gateway.Host.Configuration;

/// <summary>Checks an options class by its annotations and names every wrong setting at once, each as "Section:Key = value: reason".</summary>
internal sealed class AnnotationValidator<T>(string section) : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var errors = ErrorsOf(section, options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> ErrorsOf(string path, object options)
    {
        foreach (var property in options.GetType().GetProperties())
        {
            var value = property.GetValue(options);
            // What is missing need not be of a form as well.
            if (property.GetCustomAttributes(true).OfType<ValidationAttribute>().FirstOrDefault(rule => !rule.IsValid(value)) is { } broken)
                yield return $"{path}:{property.Name} = {Convert.ToString(value, CultureInfo.InvariantCulture)}: {ReasonOf(broken)}";
            // Settings that have settings of their own.
            if (value is not null && property.PropertyType.Assembly == typeof(T).Assembly && property.PropertyType.IsClass)
                foreach (var error in ErrorsOf($"{path}:{property.Name}", value)) yield return error;
        }
    }

    private static string ReasonOf(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => "is required",
        RangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"must be from {range.Minimum} to {range.Maximum}"),
        _ => rule.ErrorMessage ?? rule.FormatErrorMessage(""),
    };
}
