using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace Gateway.Bus.Kafka;

/// <summary>Names every wrong setting of the client at once, each as "key = value: reason"; secrets are not repeated. Asks no broker.</summary>
/// <param name="kind">Bus:Kind: nothing is looked at where it is not kafka.</param>
public sealed class KafkaOptionsValidator(string? kind) : IValidateOptions<KafkaOptions>
{
    private const string Hidden = "***";

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, KafkaOptions options)
    {
        if (kind != BusOptions.OverKafka) return ValidateOptionsResult.Success;
        var faults = Faults(options).ToList();
        // Each setting by itself first: together, the first wrong one would hide the others.
        if (faults.Count == 0 && WholeFault(options) is { } fault) faults.Add($"{KafkaOptions.Section}:{nameof(options.Client)}: {fault}");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(KafkaOptions options)
    {
        if (options.Bootstrap.Length == 0) yield return $"{KafkaOptions.Section}:{nameof(options.Bootstrap)} = : is required where Bus:Kind is {BusOptions.OverKafka}";
        foreach (var (key, value) in options.Client)
        {
            var at = $"{KafkaOptions.Section}:{nameof(options.Client)}:{key}";
            if (ClientSettings.IsSecret(key)) yield return $"{at} = {Hidden}: is a secret: name a file that holds it under {KafkaOptions.Section}:{nameof(options.ClientFiles)}";
            else if (Fault(key, value) is { } fault) yield return $"{at} = {value}: {fault}";
        }

        foreach (var (key, file) in options.ClientFiles)
        {
            if (FileFault(key, file) is { } fault) yield return $"{KafkaOptions.Section}:{nameof(options.ClientFiles)}:{key} = {file}: {fault}";
        }
    }

    private static string? FileFault(string key, string file)
    {
        try
        {
            var value = File.ReadAllText(file).TrimEnd('\r', '\n');
            // What the client says of a value would repeat the value.
            return value.Length == 0 ? "is empty" : Fault(key, value) is not { } fault ? null : ClientSettings.Fixed.ContainsKey(key) ? fault : "is no setting of the client, or holds a wrong value";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return unreadable.Message;
        }
    }

    private static string? Fault(string key, string value)
    {
        if (ClientSettings.Fixed.TryGetValue(key, out var reason)) return reason;
        // What only works together with others is looked at by the whole.
        return BuildFault(new Dictionary<string, string> { [key] = value }) is { } fault
            && (fault.Contains("No such configuration property", StringComparison.Ordinal) || fault.Contains("nvalid value", StringComparison.Ordinal)) ? fault : null;
    }

    private static string? WholeFault(KafkaOptions options)
    {
        if (BuildFault(ClientSettings.Producer(options, "check")) is { } producer) return producer;
        try
        {
            using var consumer = new ConsumerBuilder<Ignore, Ignore>(ClientSettings.Consumer(options, "check", WorkTopic.Control)).SetLogHandler((_, _) => { }).Build();
            return null;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or KafkaException or DllNotFoundException)
        {
            return wrong.Message;
        }
    }

    private static string? BuildFault(Dictionary<string, string> settings)
    {
        try
        {
            using var client = new ProducerBuilder<Null, Null>(settings).SetLogHandler((_, _) => { }).Build();
            return null;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or KafkaException or DllNotFoundException)
        {
            return wrong.Message;
        }
    }
}
