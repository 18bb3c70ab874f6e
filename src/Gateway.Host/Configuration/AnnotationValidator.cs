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
        var errors = new List<string>();
        foreach (var property in typeof(T).GetProperties())
        {
            var value = property.GetValue(options);
            foreach (var rule in property.GetCustomAttributes(true).OfType<ValidationAttribute>().Where(rule => !rule.IsValid(value)))
            {
                errors.Add($"{section}:{property.Name} = {Convert.ToString(value, CultureInfo.InvariantCulture)}: {ReasonOf(rule)}");
                break; // what is missing need not be of a form as well
            }
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static string ReasonOf(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => "is required",
        RangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"must be from {range.Minimum} to {range.Maximum}"),
        _ => rule.ErrorMessage ?? rule.FormatErrorMessage(""),
    };
}
